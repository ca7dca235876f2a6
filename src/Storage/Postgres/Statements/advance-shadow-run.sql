-- Whoever is not where the run is writes nothing of what he found.
WITH advanced AS (
    UPDATE model_shadow
    SET position = $1, invoices = $2, same_verdict = $3, same_exceptions = $4, failed = $5, same_codes = $6, agreed = $7, leased_until_us = store_now() + $8
    WHERE tenant = $9 AND number = $10 AND position = $11 AND ended_at_us IS NULL
    RETURNING tenant, number
), noted AS (
    INSERT INTO model_shadow_disagreement (tenant, number, position, invoice, seq, facility, payload)
    SELECT a.tenant, a.number, d.position, d.invoice, d.seq, d.facility, d.payload
    FROM advanced a, unnest($12::bigint[], $13::text[], $14::bigint[], $15::text[], $16::bytea[]) AS d (position, invoice, seq, facility, payload)
), counted AS (
    INSERT INTO model_shadow_segment (tenant, number, by_kind, segment, invoices, same_verdict, same_exceptions, same_codes, agreed)
    SELECT a.tenant, a.number, s.by_kind, s.segment, s.invoices, s.same_verdict, s.same_exceptions, s.same_codes, s.agreed
    FROM advanced a, unnest($17::smallint[], $18::text[], $19::bigint[], $20::bigint[], $21::bigint[], $22::bigint[], $23::bigint[])
        AS s (by_kind, segment, invoices, same_verdict, same_exceptions, same_codes, agreed)
    ON CONFLICT (tenant, number, by_kind, segment) DO UPDATE SET
        invoices = excluded.invoices, same_verdict = excluded.same_verdict, same_exceptions = excluded.same_exceptions, same_codes = excluded.same_codes,
        agreed = excluded.agreed
)
SELECT count(*) FROM advanced
