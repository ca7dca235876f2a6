-- Takes the lock that an append takes: an invoice is stored before this commits, and found by the retriage, or after,
-- and refused where it was judged by older master data.
WITH head AS (
    INSERT INTO feed_head AS h (tenant, position) VALUES ($1, 0)
    ON CONFLICT (tenant) DO UPDATE SET position = h.position
    RETURNING tenant
), activated AS (
    INSERT INTO master_data_version (tenant, kind, version, sha256, content_sha256, file_bytes, entries, added, changed, removed, restricted,
        imported_by, activated_at_us)
    SELECT head.tenant, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, store_now()
    FROM head
    WHERE $3 = 1 + (SELECT coalesce(max(version), 0) FROM master_data_version WHERE tenant = $1 AND kind = $2)
    ON CONFLICT DO NOTHING
    RETURNING activated_at_us
), kept AS (
    INSERT INTO master_data_content (tenant, kind, sha256, key_id, payload)
    SELECT $1, $2, $5, $13, $14 FROM activated
    ON CONFLICT DO NOTHING
), opened AS (
    INSERT INTO master_data_retriage (tenant, kind, version, activated_at_us, done)
    SELECT $1, $2, $3, activated_at_us, $15 FROM activated
)
SELECT count(*) FROM activated
