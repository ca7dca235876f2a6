SELECT 'event', count(*) FROM event t WHERE t.tenant = $1 AND NOT EXISTS (SELECT FROM invoice i WHERE i.tenant = t.tenant AND i.invoice = t.invoice)
UNION ALL
SELECT 'event_sensitive', count(*) FROM event_sensitive t WHERE t.tenant = $1 AND NOT EXISTS (SELECT FROM event e WHERE e.tenant = t.tenant AND e.invoice = t.invoice AND e.seq = t.seq)
UNION ALL
SELECT 'idempotency', count(*) FROM idempotency t WHERE t.tenant = $1 AND NOT EXISTS (SELECT FROM invoice i WHERE i.tenant = t.tenant AND i.invoice = t.invoice)
UNION ALL
SELECT 'waiting', count(*) FROM waiting t WHERE t.tenant = $1 AND NOT EXISTS (SELECT FROM invoice i WHERE i.tenant = t.tenant AND i.invoice = t.invoice)
UNION ALL
SELECT 'review_item', count(*) FROM review_item t WHERE t.tenant = $1 AND NOT EXISTS (SELECT FROM invoice i WHERE i.tenant = t.tenant AND i.invoice = t.invoice)
UNION ALL
SELECT 'fingerprint', count(*) FROM fingerprint t WHERE t.tenant = $1 AND NOT EXISTS (SELECT FROM invoice i WHERE i.id = t.invoice_id AND i.tenant = t.tenant)
UNION ALL
SELECT 'event_features', count(*) FROM event_features t WHERE t.tenant = $1 AND NOT EXISTS (SELECT FROM event e WHERE e.tenant = t.tenant AND e.position = t.position)
