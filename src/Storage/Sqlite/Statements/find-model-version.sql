SELECT version, manifest, signature, trained_by, registered_by, registered_at_us FROM model_version WHERE tenant = $tenant AND version = $version
