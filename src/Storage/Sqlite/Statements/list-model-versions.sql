SELECT version, x'', x'', trained_by, registered_by, registered_at_us FROM model_version WHERE tenant = $tenant
