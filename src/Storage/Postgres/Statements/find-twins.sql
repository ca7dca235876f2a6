-- Many look-ups at once: how many lie under each key, and the newest that are neither cancelled nor superseded. Each
-- key by itself: one key's crowd must not hide another's few. A key under which nothing lies has no row.
SELECT k.number, n.count, t.invoice, t.twin_summary
FROM unnest($1::text[], $2::text[], $3::bigint[], $4::integer[], $5::integer[], $6::integer[])
    WITH ORDINALITY AS k (tenant, self, hash, day_from, day_to, found_max, number)
CROSS JOIN LATERAL (
    SELECT count(*) AS count
    FROM (
        SELECT FROM fingerprint f
        WHERE f.hash = k.hash AND f.tenant = k.tenant AND f.day BETWEEN k.day_from AND k.day_to
        LIMIT $7
    ) AS there
) AS n
LEFT JOIN LATERAL (
    SELECT v.invoice, v.twin_summary
    FROM fingerprint f
    JOIN invoice v ON v.tenant = f.tenant AND v.id = f.invoice_id
    WHERE f.hash = k.hash AND f.tenant = k.tenant AND f.day BETWEEN k.day_from AND k.day_to
        AND v.invoice <> k.self AND v.status NOT IN (10, 11)
    ORDER BY f.day DESC, f.invoice_id DESC
    LIMIT k.found_max
) AS t ON n.count > 0
WHERE n.count > 0
ORDER BY k.number
