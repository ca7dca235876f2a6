SELECT 1 FROM fingerprint
WHERE tenant = $1 AND hash = $2 AND day = $3 AND invoice_id = (SELECT id FROM invoice WHERE tenant = $1 AND invoice = $4)
