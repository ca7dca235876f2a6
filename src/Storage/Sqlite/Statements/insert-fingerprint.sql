INSERT INTO fingerprint (tenant, hash, day, invoice) VALUES ($tenant, $hash, $day, $invoice)
ON CONFLICT DO NOTHING
