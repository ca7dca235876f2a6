SELECT e.position, e.invoice, e.seq, e.type, e.at_us, e.payload, NULL::bytea, i.source_system, i.facility, i.service_line
FROM event e
JOIN invoice i ON i.tenant = e.tenant AND i.invoice = e.invoice
WHERE e.tenant = $1
ORDER BY e.position
