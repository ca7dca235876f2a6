SELECT e.position, e.invoice, e.seq, e.type, e.at_us, e.payload, e.sensitive, i.source_system, i.facility, i.service_line
FROM (
    SELECT v.*, s.payload AS sensitive,
        sum(256 + octet_length(v.payload) + coalesce(octet_length(s.payload), 0))
            OVER (ORDER BY v.position ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS bytes_before
    FROM (SELECT * FROM event WHERE tenant = $1 AND position > $2 ORDER BY position LIMIT $3) v
    LEFT JOIN event_sensitive s ON s.tenant = v.tenant AND s.invoice = v.invoice AND s.seq = v.seq
) e
JOIN invoice i ON i.tenant = e.tenant AND i.invoice = e.invoice
WHERE coalesce(e.bytes_before, 0) < $4
ORDER BY e.position
