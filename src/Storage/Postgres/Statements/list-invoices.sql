SELECT invoice, id, status, verdict, would_be, exception_bits, kind, supplier_id, supplier_invoice_number,
    facility, service_line, currency, total_minor, issue_day, received_at_us, coding_status, payment_status
FROM invoice
WHERE tenant = $1 AND id < $2
    AND ($3 = 0 OR $3 & (1::bigint << status) <> 0)
    AND ($4 = 0 OR $4 & (1::bigint << coding_status) <> 0)
    AND ($5 = 0 OR $5 & (1::bigint << payment_status) <> 0)
    AND ($6 = 0 OR verdict = $6)
    AND ($7 IS NULL OR facility = $7)
    AND ($8 IS NULL OR facility = ANY ($8))
    AND ($9 IS NULL OR service_line = $9)
    AND ($10 IS NULL OR source_system = $10)
    AND ($11 IS NULL OR supplier_id = $11)
    AND ($12 = 0 OR exception_bits & $12 <> 0)
    AND received_at_us >= $13 AND received_at_us < $14
ORDER BY id DESC
LIMIT $15
