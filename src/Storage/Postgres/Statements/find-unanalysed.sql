-- Tables of ours whose statistics know fewer rows than so many. reltuples is -1 before the first analysis.
SELECT c.oid::regclass::text
FROM pg_class c
WHERE c.relkind = 'r'
    AND c.relnamespace = (SELECT i.relnamespace FROM pg_class i WHERE i.oid = 'invoice'::regclass)
    AND c.relname IN ('event', 'event_sensitive', 'event_features', 'idempotency', 'invoice', 'fingerprint', 'waiting', 'review_item')
    AND c.reltuples < $1
