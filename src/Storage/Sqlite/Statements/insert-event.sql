INSERT INTO event (tenant, invoice, seq, position, type, at_us, payload)
VALUES ($tenant, $invoice, $seq, $position, $type, $at_us, $payload)
