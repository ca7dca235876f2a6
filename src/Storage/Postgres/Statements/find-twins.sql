-- Many look-ups at once. The newest under each key, each key by itself: one key's crowd must not hide another's
-- few. A fingerprint names an invoice of its own tenant.
SELECT k.number, t.invoice, t.twin_summary, t.status IN (10, 11)
FROM unnest($1::text[], $2::text[], $3::bigint[], $4::integer[], $5::integer[], $6::integer[])
    WITH ORDINALITY AS k (tenant, self, hash, day_from, day_to, count_max, number)
CROSS JOIN LATERAL (
    SELECT v.invoice, v.twin_summary, v.status
    FROM fingerprint f
    JOIN invoice v ON v.tenant = f.tenant AND v.id = f.invoice_id
    WHERE f.tenant = k.tenant AND f.hash = k.hash AND f.day BETWEEN k.day_from AND k.day_to
        AND v.invoice <> k.self
    ORDER BY f.day DESC, f.invoice_id DESC
    LIMIT k.count_max
) AS t
ORDER BY k.number
