INSERT INTO event_sensitive (tenant, invoice, seq, key_id, payload)
VALUES ($tenant, $invoice, $seq, $key_id, $payload)
