INSERT INTO model_version (tenant, version, manifest, signature, trained_by, registered_by, registered_at_us)
SELECT $tenant, $version, $manifest, $signature, $trained_by, $registered_by,
    max(store_now(), coalesce((SELECT max(at_us) FROM registry_action WHERE tenant = $tenant), 0))
WHERE $number = 1 + (SELECT coalesce(max(number), 0) FROM registry_action WHERE tenant = $tenant)
ON CONFLICT DO NOTHING
