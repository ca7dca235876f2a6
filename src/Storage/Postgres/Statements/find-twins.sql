-- The newest under each key, each key by itself: one key's crowd must not hide another's few.
-- A fingerprint names an invoice of its own tenant, by a number that no other has.
SELECT k.number, t.invoice, t.twin_summary
FROM unnest($1::bigint[], $2::integer[], $3::integer[]) WITH ORDINALITY AS k (hash, day_from, day_to, number)
CROSS JOIN LATERAL (
    SELECT v.invoice, v.twin_summary
    FROM fingerprint f
    JOIN invoice v ON v.id = f.invoice_id
    WHERE f.tenant = $4 AND f.hash = k.hash AND f.day BETWEEN k.day_from AND k.day_to
        AND v.invoice <> $5 AND v.status NOT IN (10, 11)
    ORDER BY f.day DESC, f.invoice_id DESC
    LIMIT $6
) AS t
ORDER BY k.number
