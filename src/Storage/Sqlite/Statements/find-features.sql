SELECT e.position, e.invoice, e.seq, f.payload
FROM event e
CROSS JOIN event_features f ON f.position = e.position
WHERE e.tenant = $tenant AND e.invoice = $invoice
ORDER BY e.seq
