SELECT coalesce(sum(version), 0) FROM (SELECT max(version) AS version FROM master_data_version WHERE tenant = $tenant GROUP BY kind)
