SELECT invoice, id, status, verdict, would_be, exception_bits, kind, supplier_id, supplier_invoice_number,
    facility, service_line, currency, total_minor, issue_day, received_at_us
FROM invoice
WHERE tenant = $1 AND id < $2
    AND ($3 = 0 OR $3 & (1::bigint << status) <> 0)
    AND ($4 = 0 OR verdict = $4)
    AND ($5 IS NULL OR facility = $5)
    AND ($6 IS NULL OR facility = ANY ($6))
    AND ($7 IS NULL OR service_line = $7)
    AND ($8 IS NULL OR source_system = $8)
    AND ($9 IS NULL OR supplier_id = $9)
    AND ($10 = 0 OR exception_bits & $10 <> 0)
    AND received_at_us >= $11 AND received_at_us < $12
ORDER BY id DESC
LIMIT $13
