-- Many appends in one call, so that a client that stops in the middle holds no lock: the call commits or
-- rolls back by itself. Arrays with one element an append come first, then those with one an event and one a
-- fingerprint, each naming its append by number from 1.
--
-- The caller gives at most one append an invoice and one an idempotency key, in key order. Locks are taken in
-- one order by every caller: requests, invoices, and the feeds' heads last.
--
-- Returns one outcome an append: 1 committed, 2 stale (another length than expected), 3 the request's key is
-- taken. What is not 1 has written nothing.
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
    fingerprint_days integer[]
) RETURNS smallint[] LANGUAGE plpgsql AS $function$
DECLARE
    has_key boolean[] := array_fill(true, ARRAY[cardinality(tenants)]);
    outcomes smallint[];
BEGIN
    IF array_remove(claim_rpcs, NULL) <> '{}' THEN
        WITH claimed AS (
            INSERT INTO idempotency (tenant, rpc, key, invoice, payload_sha256, reply_seq)
            SELECT a.tenant, a.rpc, a.key, a.invoice, a.sha256, a.reply_seq
            FROM unnest(tenants, claim_rpcs, claim_keys, invoices, claim_sha256s, claim_reply_seqs) AS a (tenant, rpc, key, invoice, sha256, reply_seq)
            WHERE a.rpc IS NOT NULL
            ORDER BY a.tenant COLLATE "C", a.rpc COLLATE "C", a.key COLLATE "C"
            ON CONFLICT DO NOTHING
            RETURNING tenant, rpc, key
        )
        SELECT array_agg(a.rpc IS NULL OR c.key IS NOT NULL ORDER BY a.number)
        INTO has_key
        FROM unnest(tenants, claim_rpcs, claim_keys) WITH ORDINALITY AS a (tenant, rpc, key, number)
        LEFT JOIN claimed c ON c.tenant = a.tenant AND c.rpc = a.rpc AND c.key = a.key;
    END IF;

    WITH begun AS (
        INSERT INTO invoice (tenant, invoice, seq, status, coding_status, payment_status, verdict, would_be, exception_bits, kind,
            source_system, supplier_id, supplier_invoice_number, facility, service_line, currency, total_minor, issue_day, received_at_us, twin_summary)
        SELECT a.tenant, a.invoice, a.seq, a.status, a.coding_status, a.payment_status, a.verdict, a.would_be, a.exception_bits, a.kind,
            a.source_system, a.supplier_id, a.supplier_invoice_number, a.facility, a.service_line, a.currency, a.total, a.issue_day, a.received_at, a.twin_summary
        FROM unnest(expected_seqs, has_key, tenants, invoices, after_seqs, statuses, coding_statuses, payment_statuses, verdicts, would_bes, exceptions, kinds,
            source_systems, supplier_ids, supplier_invoice_numbers, facilities, service_lines, currencies, totals, issue_days, received_ats, twin_summaries)
            WITH ORDINALITY AS a (expected_seq, has_key, tenant, invoice, seq, status, coding_status, payment_status, verdict, would_be, exception_bits, kind,
            source_system, supplier_id, supplier_invoice_number, facility, service_line, currency, total, issue_day, received_at, twin_summary, number)
        WHERE a.expected_seq = 0 AND a.has_key
        ORDER BY a.number
        ON CONFLICT DO NOTHING
        RETURNING tenant, invoice
    ), moved AS (
        UPDATE invoice v SET
            seq = a.seq, status = a.status, coding_status = a.coding_status, payment_status = a.payment_status,
            verdict = a.verdict, would_be = a.would_be, exception_bits = a.exception_bits,
            supplier_invoice_number = CASE WHEN a.twin_summary IS NULL THEN v.supplier_invoice_number ELSE a.supplier_invoice_number END,
            twin_summary = coalesce(a.twin_summary, v.twin_summary)
        FROM unnest(expected_seqs, has_key, tenants, invoices, after_seqs, statuses, coding_statuses, payment_statuses, verdicts, would_bes, exceptions,
            supplier_invoice_numbers, twin_summaries)
            AS a (expected_seq, has_key, tenant, invoice, seq, status, coding_status, payment_status, verdict, would_be, exception_bits,
            supplier_invoice_number, twin_summary)
        WHERE a.expected_seq > 0 AND a.has_key AND v.tenant = a.tenant AND v.invoice = a.invoice AND v.seq = a.expected_seq
        RETURNING v.tenant, v.invoice
    ), won AS (
        SELECT * FROM begun UNION ALL SELECT * FROM moved
    )
    SELECT array_agg(CASE WHEN NOT a.has_key THEN 3 WHEN w.invoice IS NULL THEN 2 ELSE 1 END::smallint ORDER BY a.number)
    INTO outcomes
    FROM unnest(tenants, invoices, has_key) WITH ORDINALITY AS a (tenant, invoice, has_key, number)
    LEFT JOIN won w ON w.tenant = a.tenant AND w.invoice = a.invoice;

    IF 2 = ANY (outcomes) THEN
        DELETE FROM idempotency i
        USING unnest(outcomes, tenants, claim_rpcs, claim_keys) AS a (outcome, tenant, rpc, key)
        WHERE a.outcome = 2 AND i.tenant = a.tenant AND i.rpc = a.rpc AND i.key = a.key;
    END IF;

    IF NOT 1 = ANY (outcomes) THEN
        RETURN outcomes;
    END IF;

    INSERT INTO fingerprint (tenant, hash, day, invoice_id)
    SELECT v.tenant, f.hash, f.day, v.id
    FROM unnest(fingerprint_appends, fingerprint_hashes, fingerprint_days) AS f (append, hash, day)
    JOIN invoice v ON v.tenant = tenants[f.append] AND v.invoice = invoices[f.append]
    WHERE outcomes[f.append] = 1
    ON CONFLICT DO NOTHING;

    -- Without events an append only claims its request: what the invoice waits for stays. So does a question that
    -- the event leaves as it was: the event that asked it is named.
    UPDATE review_item r SET left_at_us = a.at, left_by_event = a.type
    FROM unnest(outcomes, expected_seqs, tenants, invoices, last_event_types, last_event_ats, review_seqs) AS a (outcome, expected_seq, tenant, invoice, type, at, review_seq)
    WHERE a.outcome = 1 AND a.type IS NOT NULL AND a.expected_seq > 0 AND r.tenant = a.tenant AND r.invoice = a.invoice AND r.left_at_us IS NULL AND r.seq <> a.review_seq;

    DELETE FROM waiting w
    USING unnest(outcomes, tenants, invoices, last_event_types, waiting_kinds) AS a (outcome, tenant, invoice, type, kind)
    WHERE a.outcome = 1 AND a.type IS NOT NULL AND a.kind = 0 AND w.tenant = a.tenant AND w.invoice = a.invoice;

    INSERT INTO waiting (tenant, invoice, kind, at_us)
    SELECT a.tenant, a.invoice, a.kind, a.at
    FROM unnest(outcomes, tenants, invoices, last_event_types, waiting_kinds, waiting_ats) AS a (outcome, tenant, invoice, type, kind, at)
    WHERE a.outcome = 1 AND a.type IS NOT NULL AND a.kind <> 0
    ON CONFLICT (tenant, invoice) DO UPDATE SET kind = excluded.kind, at_us = excluded.at_us;

    INSERT INTO review_item (tenant, invoice, seq, severity, exception_bits, entered_at_us)
    SELECT a.tenant, a.invoice, a.seq, a.severity, a.exception_bits, a.at
    FROM unnest(outcomes, tenants, invoices, last_event_types, review_seqs, severities, exceptions, waiting_ats)
        AS a (outcome, tenant, invoice, type, seq, severity, exception_bits, at)
    WHERE a.outcome = 1 AND a.type IS NOT NULL AND a.seq > 0
    ON CONFLICT DO NOTHING;

    UPDATE idempotency i SET reply_seq = a.seq
    FROM unnest(outcomes, tenants, complete_rpcs, complete_keys, after_seqs) AS a (outcome, tenant, rpc, key, seq)
    WHERE a.outcome = 1 AND i.tenant = a.tenant AND i.rpc = a.rpc AND i.key = a.key AND i.reply_seq IS NULL;

    INSERT INTO event_sensitive (tenant, invoice, seq, key_id, payload)
    SELECT tenants[e.append], invoices[e.append], e.seq, 'none', e.payload
    FROM unnest(event_appends, event_seqs, event_sensitives) AS e (append, seq, payload)
    WHERE outcomes[e.append] = 1 AND e.payload IS NOT NULL;

    -- Last, because whoever holds a head makes all others of the tenant wait until the commit.
    INSERT INTO feed_head (tenant, position)
    SELECT DISTINCT t.tenant, 0
    FROM unnest(tenants) AS t (tenant)
    WHERE NOT EXISTS (SELECT FROM feed_head h WHERE h.tenant = t.tenant)
    ORDER BY 1
    ON CONFLICT DO NOTHING;

    PERFORM 1 FROM feed_head h WHERE h.tenant = ANY (tenants) ORDER BY h.tenant FOR UPDATE;

    WITH placed AS (
        INSERT INTO event (tenant, invoice, seq, position, type, at_us, payload)
        SELECT h.tenant, invoices[e.append], e.seq, h.position + row_number() OVER (PARTITION BY h.tenant ORDER BY e.append, e.seq), e.type, e.at, e.payload
        FROM unnest(event_appends, event_seqs, event_types, event_ats, event_payloads) AS e (append, seq, type, at, payload)
        JOIN feed_head h ON h.tenant = tenants[e.append]
        WHERE outcomes[e.append] = 1
        RETURNING tenant
    )
    UPDATE feed_head h SET position = h.position + p.events
    FROM (SELECT tenant, count(*) AS events FROM placed GROUP BY tenant) AS p
    WHERE h.tenant = p.tenant;

    RETURN outcomes;
END
$function$;
