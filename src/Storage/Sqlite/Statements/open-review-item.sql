INSERT INTO review_item (tenant, invoice, seq, severity, exception_bits, entered_at_us)
VALUES ($tenant, $invoice, $seq, $severity, $exception_bits, $entered_at_us)
ON CONFLICT (tenant, invoice, seq) DO NOTHING
