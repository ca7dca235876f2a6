SELECT e.seq, e.position, e.type, e.at_us, e.payload, s.payload
FROM event e
LEFT JOIN event_sensitive s ON s.tenant = e.tenant AND s.invoice = e.invoice AND s.seq = e.seq
WHERE e.tenant = $1 AND e.invoice = $2
ORDER BY e.seq
