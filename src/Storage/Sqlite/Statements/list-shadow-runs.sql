SELECT tenant, number, version, against, started_at_us, ended_at_us, coalesce(ended_at_us, store_now()) - started_at_us, position, invoices, same_verdict, same_exceptions, failed, same_codes, agreed
FROM model_shadow
WHERE tenant = $tenant AND version = $version
ORDER BY number DESC
