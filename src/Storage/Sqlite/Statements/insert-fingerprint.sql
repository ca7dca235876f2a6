INSERT INTO fingerprint (hash, day, invoice_id)
SELECT $hash, $day, id FROM invoice WHERE tenant = $tenant AND invoice = $invoice
ON CONFLICT DO NOTHING
