-- What the scorers were asked before a verdict, by the verdict's position in the feed: apart from the event, because
-- only who judges again reads it, and in feed order, so that it is only ever added at the end.
CREATE TABLE event_features (
    tenant text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    payload bytea NOT NULL,
    PRIMARY KEY (tenant, position)
);

-- Packed already: another try would cost the server's time at every append.
ALTER TABLE event_features ALTER COLUMN payload SET STORAGE EXTERNAL;

-- append_1, and beside each event its features.
CREATE FUNCTION append_2(
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
    seen_counts integer[],
    event_feature_sets bytea[]
) RETURNS smallint[] LANGUAGE plpgsql AS $function$
DECLARE
    outcomes smallint[];
BEGIN
    outcomes := append_1(
        tenants, invoices, expected_seqs, after_seqs, claim_rpcs, claim_keys, claim_sha256s, claim_reply_seqs, complete_rpcs,
        complete_keys, statuses, coding_statuses, payment_statuses, verdicts, would_bes, exceptions, waiting_kinds, waiting_ats,
        review_seqs, severities, last_event_types, last_event_ats, kinds, source_systems, supplier_ids, supplier_invoice_numbers,
        facilities, service_lines, currencies, totals, issue_days, master_data_versions, received_ats, twin_summaries, event_appends,
        event_seqs, event_types, event_ats, event_payloads, event_sensitives, fingerprint_appends, fingerprint_hashes, fingerprint_days,
        seen_appends, seen_hashes, seen_from_days, seen_to_days, seen_counts);

    INSERT INTO event_features (tenant, position, payload)
    SELECT e.tenant, e.position, f.payload
    FROM unnest(event_appends, event_seqs, event_feature_sets) AS f (append, seq, payload)
    JOIN event e ON e.tenant = tenants[f.append] AND e.invoice = invoices[f.append] AND e.seq = f.seq
    WHERE f.payload IS NOT NULL AND outcomes[f.append] = 1;

    RETURN outcomes;
END
$function$;
