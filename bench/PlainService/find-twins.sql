SELECT k.number AS "Number", t.invoice AS "Invoice", t.twin_summary AS "TwinSummary"
FROM unnest({0}, {1}, {2}) WITH ORDINALITY AS k (hash, day_from, day_to, number)
CROSS JOIN LATERAL (
    SELECT v.invoice, v.twin_summary
    FROM fingerprint f
    JOIN invoice v ON v.id = f.invoice_id
    WHERE f.tenant = {3} AND f.hash = k.hash AND f.day BETWEEN k.day_from AND k.day_to
        AND v.invoice <> {4} AND v.status NOT IN (10, 11)
    ORDER BY f.day DESC, f.invoice_id DESC
    LIMIT {5}
) AS t
ORDER BY k.number
