-- Many appends in one call, so that a client that stops in the middle holds no lock: the call commits or
-- rolls back by itself. Arrays with one element an append come first, then those with one an event, a fingerprint
-- and a key that was looked up, each naming its append by number from 1.
--
-- The caller gives at most one append an invoice and one an idempotency key, and none that was judged without a
-- twin which the same call brings. (What is judged after it is stored looks up after the commit, and sees all.)
--
-- The feeds' heads are locked first, in one order by every caller, until the commit: a tenant's calls run one after
-- the other, each sees all that the one before wrote, and none waits for another in a circle. So what becomes of
-- each append is read before anything is written, and the constraints only guard against a bug.
--
-- Returns one outcome an append: 1 committed, 2 stale (another length than expected), 3 the request's key is
-- taken, 4 more invoices lie under a key, or other master data is in force, than it was judged by. What is not 1
-- has written nothing.
CREATE FUNCTION append_1(
    tenants text[],
    invoices text[],
    expected_seqs bigint[],
    after_seqs bigint[],
    claim_rpcs text[],
    claim_keys text[],
    claim_sha256s bytea[],
    claim_reply_seqs bigint[],
    complete_rpcs text[],
    complete_keys text[],
    statuses smallint[],
    coding_statuses smallint[],
    payment_statuses smallint[],
    verdicts smallint[],
    would_bes smallint[],
    exceptions bigint[],
    waiting_kinds smallint[],
    waiting_ats bigint[],
    review_seqs bigint[],
    severities smallint[],
    last_event_types smallint[],
    last_event_ats bigint[],
    kinds smallint[],
    source_systems text[],
    supplier_ids text[],
    supplier_invoice_numbers text[],
    facilities text[],
    service_lines text[],
    currencies text[],
    totals bigint[],
    issue_days integer[],
    master_data_versions bigint[],
    received_ats bigint[],
    twin_summaries bytea[],
    event_appends integer[],
    event_seqs bigint[],
    event_types smallint[],
    event_ats bigint[],
    event_payloads bytea[],
    event_sensitives bytea[],
    fingerprint_appends integer[],
    fingerprint_hashes bigint[],
    fingerprint_days integer[],
    seen_appends integer[],
    seen_hashes bigint[],
    seen_from_days integer[],
    seen_to_days integer[],
    seen_counts integer[]
) RETURNS smallint[] LANGUAGE plpgsql AS $function$
DECLARE
    has_old boolean := 0 < ANY (expected_seqs);
    crowded integer[] := '{}';
    outcomes smallint[];
    ids bigint[];
    firsts bigint[];
BEGIN
    INSERT INTO feed_head (tenant, position)
    SELECT DISTINCT t.tenant, 0
    FROM unnest(tenants) AS t (tenant)
    WHERE NOT EXISTS (SELECT FROM feed_head h WHERE h.tenant = t.tenant)
    ORDER BY 1
    ON CONFLICT DO NOTHING;

    PERFORM 1 FROM feed_head h WHERE h.tenant = ANY (tenants) ORDER BY h.tenant FOR UPDATE;

    IF cardinality(seen_appends) > 0 THEN
        SELECT coalesce(array_agg(k.append), '{}')
        INTO crowded
        FROM unnest(seen_appends, seen_hashes, seen_from_days, seen_to_days, seen_counts) AS k (append, hash, from_day, to_day, count)
        WHERE k.count <> (
            SELECT count(*)
            FROM (
                SELECT FROM fingerprint f
                WHERE f.hash = k.hash AND f.tenant = tenants[k.append] AND f.day BETWEEN k.from_day AND k.to_day
                LIMIT k.count + 1
            ) AS there);
    END IF;

    -- An invoice's id is the position of its first event.
    SELECT array_agg(p.outcome ORDER BY p.number), array_agg(coalesce(p.id, p.first) ORDER BY p.number), array_agg(p.first ORDER BY p.number)
    INTO outcomes, ids, firsts
    FROM (
        SELECT o.number, o.outcome, o.id,
            h.position + 1 + coalesce(sum(o.events) FILTER (WHERE o.outcome = 1) OVER (PARTITION BY o.tenant ORDER BY o.number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)::bigint AS first
        FROM (
            SELECT a.number, a.tenant, v.id, a.after_seq - a.expected_seq AS events,
                CASE
                    WHEN r.key IS NOT NULL THEN 3
                    WHEN coalesce(v.seq, 0) <> a.expected_seq THEN 2
                    WHEN a.number = ANY (crowded) OR a.master_data <> coalesce(d.versions, 0) THEN 4
                    ELSE 1
                END::smallint AS outcome
            FROM unnest(tenants, invoices, expected_seqs, after_seqs, claim_rpcs, claim_keys, master_data_versions) WITH ORDINALITY
                AS a (tenant, invoice, expected_seq, after_seq, rpc, key, master_data, number)
            LEFT JOIN invoice v ON v.tenant = a.tenant AND v.invoice = a.invoice
            LEFT JOIN idempotency r ON r.tenant = a.tenant AND r.rpc = a.rpc AND r.key = a.key
            LEFT JOIN (
                SELECT m.tenant, sum(m.version)::bigint AS versions
                FROM (
                    SELECT v.tenant, v.kind, max(v.version) AS version
                    FROM master_data_version v
                    WHERE v.tenant = ANY (tenants)
                    GROUP BY v.tenant, v.kind
                ) AS m
                GROUP BY m.tenant
            ) AS d ON d.tenant = a.tenant
        ) AS o
        JOIN feed_head h ON h.tenant = o.tenant
    ) AS p;

    IF NOT 1 = ANY (outcomes) THEN
        RETURN outcomes;
    END IF;

    INSERT INTO idempotency (tenant, rpc, key, invoice, payload_sha256, reply_seq)
    SELECT a.tenant, a.rpc, a.key, a.invoice, a.sha256, a.reply_seq
    FROM unnest(outcomes, tenants, claim_rpcs, claim_keys, invoices, claim_sha256s, claim_reply_seqs) AS a (outcome, tenant, rpc, key, invoice, sha256, reply_seq)
    WHERE a.outcome = 1 AND a.rpc IS NOT NULL;

    INSERT INTO invoice (tenant, invoice, id, seq, status, coding_status, payment_status, verdict, would_be, exception_bits, kind,
        source_system, supplier_id, supplier_invoice_number, facility, service_line, currency, total_minor, issue_day, received_at_us, twin_summary)
    SELECT a.tenant, a.invoice, a.id, a.seq, a.status, a.coding_status, a.payment_status, a.verdict, a.would_be, a.exception_bits, a.kind,
        a.source_system, a.supplier_id, a.supplier_invoice_number, a.facility, a.service_line, a.currency, a.total, a.issue_day, a.received_at, a.twin_summary
    FROM unnest(outcomes, expected_seqs, tenants, invoices, ids, after_seqs, statuses, coding_statuses, payment_statuses, verdicts, would_bes, exceptions, kinds,
        source_systems, supplier_ids, supplier_invoice_numbers, facilities, service_lines, currencies, totals, issue_days, received_ats, twin_summaries)
        AS a (outcome, expected_seq, tenant, invoice, id, seq, status, coding_status, payment_status, verdict, would_be, exception_bits, kind,
        source_system, supplier_id, supplier_invoice_number, facility, service_line, currency, total, issue_day, received_at, twin_summary)
    WHERE a.outcome = 1 AND a.expected_seq = 0;

    -- Without events an append only claims its request: what the invoice waits for stays. So does a question that
    -- the event leaves as it was: the event that asked it is named.
    IF has_old THEN
        UPDATE invoice v SET
            seq = a.seq, status = a.status, coding_status = a.coding_status, payment_status = a.payment_status,
            verdict = a.verdict, would_be = a.would_be, exception_bits = a.exception_bits,
            supplier_invoice_number = CASE WHEN a.twin_summary IS NULL THEN v.supplier_invoice_number ELSE a.supplier_invoice_number END,
            twin_summary = coalesce(a.twin_summary, v.twin_summary)
        FROM unnest(outcomes, expected_seqs, tenants, ids, after_seqs, statuses, coding_statuses, payment_statuses, verdicts, would_bes, exceptions,
            supplier_invoice_numbers, twin_summaries)
            AS a (outcome, expected_seq, tenant, id, seq, status, coding_status, payment_status, verdict, would_be, exception_bits,
            supplier_invoice_number, twin_summary)
        WHERE a.outcome = 1 AND a.expected_seq > 0 AND a.seq > a.expected_seq AND v.tenant = a.tenant AND v.id = a.id;

        UPDATE review_item r SET left_at_us = a.at, left_by_event = a.type
        FROM unnest(outcomes, expected_seqs, tenants, invoices, last_event_types, last_event_ats, review_seqs) AS a (outcome, expected_seq, tenant, invoice, type, at, review_seq)
        WHERE a.outcome = 1 AND a.type IS NOT NULL AND a.expected_seq > 0 AND r.tenant = a.tenant AND r.invoice = a.invoice AND r.left_at_us IS NULL AND r.seq <> a.review_seq;

        DELETE FROM waiting w
        USING unnest(outcomes, expected_seqs, tenants, invoices, last_event_types, waiting_kinds) AS a (outcome, expected_seq, tenant, invoice, type, kind)
        WHERE a.outcome = 1 AND a.type IS NOT NULL AND a.expected_seq > 0 AND a.kind = 0 AND w.tenant = a.tenant AND w.invoice = a.invoice;

        UPDATE waiting w SET kind = a.kind, at_us = a.at
        FROM unnest(outcomes, expected_seqs, tenants, invoices, last_event_types, waiting_kinds, waiting_ats) AS a (outcome, expected_seq, tenant, invoice, type, kind, at)
        WHERE a.outcome = 1 AND a.type IS NOT NULL AND a.expected_seq > 0 AND a.kind <> 0 AND w.tenant = a.tenant AND w.invoice = a.invoice;

        UPDATE idempotency i SET reply_seq = a.seq
        FROM unnest(outcomes, tenants, complete_rpcs, complete_keys, after_seqs) AS a (outcome, tenant, rpc, key, seq)
        WHERE a.outcome = 1 AND i.tenant = a.tenant AND i.rpc = a.rpc AND i.key = a.key AND i.reply_seq IS NULL;
    END IF;

    INSERT INTO waiting (tenant, invoice, kind, at_us)
    SELECT a.tenant, a.invoice, a.kind, a.at
    FROM unnest(outcomes, expected_seqs, tenants, invoices, last_event_types, waiting_kinds, waiting_ats) AS a (outcome, expected_seq, tenant, invoice, type, kind, at)
    WHERE a.outcome = 1 AND a.type IS NOT NULL AND a.kind <> 0
        AND (a.expected_seq = 0 OR NOT EXISTS (SELECT FROM waiting w WHERE w.tenant = a.tenant AND w.invoice = a.invoice));

    INSERT INTO review_item (tenant, invoice, seq, severity, exception_bits, entered_at_us)
    SELECT a.tenant, a.invoice, a.seq, a.severity, a.exception_bits, a.at
    FROM unnest(outcomes, expected_seqs, tenants, invoices, last_event_types, review_seqs, severities, exceptions, waiting_ats)
        AS a (outcome, expected_seq, tenant, invoice, type, seq, severity, exception_bits, at)
    WHERE a.outcome = 1 AND a.type IS NOT NULL AND a.seq > 0
        AND (a.expected_seq = 0 OR NOT EXISTS (SELECT FROM review_item r WHERE r.tenant = a.tenant AND r.invoice = a.invoice AND r.seq = a.seq));

    INSERT INTO fingerprint (tenant, hash, day, invoice_id)
    SELECT tenants[f.append], f.hash, f.day, ids[f.append]
    FROM unnest(fingerprint_appends, fingerprint_hashes, fingerprint_days) AS f (append, hash, day)
    WHERE outcomes[f.append] = 1
        AND (expected_seqs[f.append] = 0 OR NOT EXISTS (
            SELECT FROM fingerprint o WHERE o.hash = f.hash AND o.day = f.day AND o.tenant = tenants[f.append] AND o.invoice_id = ids[f.append]));

    INSERT INTO event_sensitive (tenant, invoice, seq, key_id, payload)
    SELECT tenants[e.append], invoices[e.append], e.seq, 'none', e.payload
    FROM unnest(event_appends, event_seqs, event_sensitives) AS e (append, seq, payload)
    WHERE outcomes[e.append] = 1 AND e.payload IS NOT NULL;

    INSERT INTO event (tenant, invoice, seq, position, type, at_us, payload)
    SELECT tenants[e.append], invoices[e.append], e.seq, firsts[e.append] + e.seq - expected_seqs[e.append] - 1, e.type, e.at, e.payload
    FROM unnest(event_appends, event_seqs, event_types, event_ats, event_payloads) AS e (append, seq, type, at, payload)
    WHERE outcomes[e.append] = 1;

    UPDATE feed_head h SET position = h.position + p.events
    FROM (
        SELECT a.tenant, sum(a.after_seq - a.expected_seq)::bigint AS events
        FROM unnest(outcomes, tenants, expected_seqs, after_seqs) AS a (outcome, tenant, expected_seq, after_seq)
        WHERE a.outcome = 1
        GROUP BY a.tenant
    ) AS p
    WHERE h.tenant = p.tenant AND p.events > 0;

    RETURN outcomes;
END
$function$;
