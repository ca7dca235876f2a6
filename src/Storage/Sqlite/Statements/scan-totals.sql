SELECT
    (SELECT count(*) FROM invoice),
    (SELECT count(*) FROM waiting),
    (SELECT count(*) FROM waiting w WHERE NOT EXISTS (SELECT 1 FROM invoice i WHERE i.tenant = w.tenant AND i.invoice = w.invoice)),
    (SELECT count(*) FROM event),
    (SELECT coalesce(max(position), 0) FROM event),
    (SELECT coalesce(max(position), 0) FROM feed_head)
