SELECT 1 FROM fingerprint
WHERE generation = $generation AND hash = $hash AND day = $day
    AND invoice_id = (SELECT id FROM invoice WHERE tenant = $tenant AND invoice = $invoice)
