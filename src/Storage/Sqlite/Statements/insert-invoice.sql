INSERT INTO invoice (tenant, invoice, position, seq, status, coding_status, payment_status, verdict, would_be, exception_bits, kind, source_system,
    supplier_id, supplier_invoice_number, facility, service_line, currency, total_minor, issue_day, received_at_us, twin_summary)
VALUES ($tenant, $invoice, $position, $seq, $status, $coding_status, $payment_status, $verdict, $would_be, $exception_bits, $kind, $source_system,
    $supplier_id, $supplier_invoice_number, $facility, $service_line, $currency, $total_minor, $issue_day, $received_at_us, $twin_summary)
ON CONFLICT (tenant, invoice) DO NOTHING
