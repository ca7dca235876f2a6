UPDATE model_shadow
SET position = $1, invoices = $2, same_verdict = $3, same_exceptions = $4, failed = $5, leased_until_us = store_now() + $6
WHERE tenant = $7 AND number = $8 AND position = $9 AND ended_at_us IS NULL
