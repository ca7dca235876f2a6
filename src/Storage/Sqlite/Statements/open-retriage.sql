INSERT INTO master_data_retriage (tenant, kind, version, activated_at_us, done)
SELECT tenant, kind, version, activated_at_us, $done FROM master_data_version
WHERE tenant = $tenant AND kind = $kind AND version = $version
