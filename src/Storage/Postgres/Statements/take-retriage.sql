UPDATE master_data_retriage SET leased_until_us = store_now() + $1
WHERE (tenant, kind, version) = (
    SELECT tenant, kind, version FROM master_data_retriage
    WHERE NOT done AND leased_until_us <= store_now() AND activated_at_us <= store_now() - $2
    ORDER BY activated_at_us, tenant, kind, version
    LIMIT 1
    FOR UPDATE SKIP LOCKED
)
RETURNING tenant, kind, version, cursor, visited, retriaged, failed
