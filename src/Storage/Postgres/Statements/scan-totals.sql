SELECT
    (SELECT count(*) FROM invoice WHERE tenant = $1),
    (SELECT count(*) FROM waiting WHERE tenant = $1),
    (SELECT count(*) FROM waiting w WHERE w.tenant = $1 AND NOT EXISTS (SELECT FROM invoice i WHERE i.tenant = w.tenant AND i.invoice = w.invoice)),
    (SELECT count(*) FROM event WHERE tenant = $1),
    (SELECT coalesce(max(position), 0) FROM event WHERE tenant = $1),
    (SELECT coalesce(max(position), 0) FROM feed_head WHERE tenant = $1)
