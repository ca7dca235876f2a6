SELECT e.position, e.invoice, e.seq, f.payload
FROM event e
JOIN event_features f ON f.tenant = e.tenant AND f.position = e.position
WHERE e.tenant = $1 AND e.invoice = $2
ORDER BY e.seq
