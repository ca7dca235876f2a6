SELECT e.position, e.invoice, e.seq, f.payload
FROM event_features f
CROSS JOIN event e ON e.tenant = $tenant AND e.position = f.position
WHERE f.position > $after_position AND f.position <= $up_to_position
ORDER BY f.position
LIMIT $count_max
