UPDATE model_shadow
SET position = $position, invoices = $invoices, same_verdict = $same_verdict, same_exceptions = $same_exceptions, failed = $failed, same_codes = $same_codes,
    agreed = $agreed, leased_until_us = store_now() + $lease_us
WHERE tenant = $tenant AND number = $number AND position = $expected_position AND ended_at_us IS NULL
