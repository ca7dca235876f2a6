SELECT i.seq, i.status, i.verdict, i.exception_bits, w.kind, w.at_us,
    (SELECT count(*) FROM review_item r WHERE r.tenant = i.tenant AND r.invoice = i.invoice AND r.left_at_us IS NULL),
    i.coding_status, i.payment_status
FROM invoice i
LEFT JOIN waiting w ON w.tenant = i.tenant AND w.invoice = i.invoice
WHERE i.tenant = $1 AND i.invoice = $2
