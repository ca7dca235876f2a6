INSERT INTO fingerprint (hash, day, invoice_id) VALUES ($hash, $day, $invoice_id)
ON CONFLICT DO NOTHING
