SELECT e.invoice, e.seq, e.position, e.type, e.at_us, e.payload, s.payload
FROM event e
LEFT JOIN event_sensitive s ON s.tenant = e.tenant AND s.invoice = e.invoice AND s.seq = e.seq
ORDER BY e.tenant, e.invoice, e.seq
