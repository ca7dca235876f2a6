INSERT INTO model_shadow_disagreement (tenant, number, position, invoice, seq, facility, payload)
VALUES ($tenant, $number, $position, $invoice, $seq, $facility, $payload)
