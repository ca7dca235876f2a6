SELECT 'event', count(*) FROM event t WHERE NOT EXISTS (SELECT 1 FROM invoice i WHERE i.tenant = t.tenant AND i.invoice = t.invoice)
UNION ALL
SELECT 'event_sensitive', count(*) FROM event_sensitive t WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.tenant = t.tenant AND e.invoice = t.invoice AND e.seq = t.seq)
UNION ALL
SELECT 'idempotency', count(*) FROM idempotency t WHERE NOT EXISTS (SELECT 1 FROM invoice i WHERE i.tenant = t.tenant AND i.invoice = t.invoice)
UNION ALL
SELECT 'waiting', count(*) FROM waiting t WHERE NOT EXISTS (SELECT 1 FROM invoice i WHERE i.tenant = t.tenant AND i.invoice = t.invoice)
UNION ALL
SELECT 'review_item', count(*) FROM review_item t WHERE NOT EXISTS (SELECT 1 FROM invoice i WHERE i.tenant = t.tenant AND i.invoice = t.invoice)
UNION ALL
SELECT 'fingerprint', count(*) FROM fingerprint t WHERE NOT EXISTS (SELECT 1 FROM invoice i WHERE i.id = t.invoice_id)
UNION ALL
SELECT 'invoice', count(*) FROM invoice t WHERE t.tenant <> (SELECT tenant FROM store)
UNION ALL
SELECT 'event_features', count(*) FROM event_features t WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.tenant = (SELECT tenant FROM store) AND e.position = t.position)
