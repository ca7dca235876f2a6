SELECT e.position, e.invoice, e.seq, f.payload
FROM (
    SELECT k.*, sum(octet_length(k.payload)) OVER (ORDER BY k.position ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS bytes_before
    FROM (SELECT * FROM event_features WHERE tenant = $1 AND position > $2 AND position <= $3 ORDER BY position LIMIT $4) k
) f
JOIN event e ON e.tenant = f.tenant AND e.position = f.position
WHERE coalesce(f.bytes_before, 0) < $5
ORDER BY f.position
