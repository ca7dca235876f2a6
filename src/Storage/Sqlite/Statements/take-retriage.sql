UPDATE master_data_retriage SET leased_until_us = store_now() + $lease_us
WHERE (tenant, kind, version) = (
    SELECT tenant, kind, version FROM master_data_retriage
    WHERE done = 0 AND leased_until_us <= store_now() AND activated_at_us <= store_now() - $settle_us
    ORDER BY activated_at_us, tenant, kind, version
    LIMIT 1
)
RETURNING tenant, kind, version, cursor, visited, retriaged, failed
