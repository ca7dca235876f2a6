UPDATE model_shadow SET leased_until_us = store_now() + $1
WHERE (tenant, number) = (
    SELECT tenant, number FROM model_shadow
    WHERE ended_at_us IS NULL AND leased_until_us <= store_now()
    ORDER BY leased_until_us, tenant, number
    LIMIT 1
    FOR UPDATE SKIP LOCKED
)
RETURNING tenant, number, version, against, started_at_us, ended_at_us, coalesce(ended_at_us, store_now()) - started_at_us, position, invoices, same_verdict, same_exceptions, failed, same_codes, agreed
