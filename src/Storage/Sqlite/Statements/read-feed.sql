SELECT e.position, e.invoice, e.seq, e.type, e.at_us, e.payload, s.payload, i.source_system, i.facility, i.service_line
FROM event e
CROSS JOIN invoice i ON i.tenant = e.tenant AND i.invoice = e.invoice
LEFT JOIN event_sensitive s ON s.tenant = e.tenant AND s.invoice = e.invoice AND s.seq = e.seq
WHERE e.tenant = $tenant AND e.position > $after_position
ORDER BY e.position
LIMIT $count_max
