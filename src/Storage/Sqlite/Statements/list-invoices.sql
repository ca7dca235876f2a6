SELECT invoice, position, status, verdict, would_be, exception_bits, kind, supplier_id, supplier_invoice_number,
    facility, service_line, currency, total_minor, issue_day, received_at_us, coding_status, payment_status
FROM invoice
WHERE tenant = $tenant AND position < $before_position
    AND ($status_bits = 0 OR $status_bits & (1 << status))
    AND ($coding_bits = 0 OR $coding_bits & (1 << coding_status))
    AND ($payment_bits = 0 OR $payment_bits & (1 << payment_status))
    AND ($verdict = 0 OR verdict = $verdict)
    AND ($facility IS NULL OR facility = $facility)
    AND ($facility_scope IS NULL OR facility IN (SELECT value FROM json_each($facility_scope)))
    AND ($service_line IS NULL OR service_line = $service_line)
    AND ($source_system IS NULL OR source_system = $source_system)
    AND ($supplier_id IS NULL OR supplier_id = $supplier_id)
    AND ($exception_bit = 0 OR exception_bits & $exception_bit)
    AND received_at_us >= $received_from_us AND received_at_us < $received_before_us
ORDER BY position DESC
LIMIT $count_max
