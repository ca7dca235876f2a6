INSERT INTO fingerprint (generation, hash, day, invoice_id) VALUES ($generation, $hash, $day, $invoice_id)
ON CONFLICT DO NOTHING
