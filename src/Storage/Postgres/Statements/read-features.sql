SELECT e.position, e.invoice, e.seq, f.payload
FROM (SELECT * FROM event_features WHERE tenant = $1 AND position > $2 AND position <= $3 ORDER BY position LIMIT $4) f
JOIN event e ON e.tenant = f.tenant AND e.position = f.position
ORDER BY f.position
