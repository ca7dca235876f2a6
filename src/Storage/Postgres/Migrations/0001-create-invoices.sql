-- One row. The epoch changes when a backup is restored: cursors given before it are refused.
CREATE TABLE store (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    epoch bigint NOT NULL,
    created_at_us bigint NOT NULL
);

-- The store's clock, in microseconds since 1970. Only a test's schema has another.
CREATE FUNCTION store_now() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
AS 'SELECT (extract(epoch FROM statement_timestamp()) * 1000000)::bigint';

INSERT INTO store (epoch, created_at_us) VALUES (1, store_now());

-- Keys compare byte by byte (COLLATE "C"): the same order on every machine, and the cheapest.

-- The invoices' histories. The primary key is the fence: two silos cannot both add event n.
-- position is the tenant's feed order: gapless, counted on from feed_head.
CREATE TABLE event (
    tenant text COLLATE "C" NOT NULL,
    invoice text COLLATE "C" NOT NULL,
    seq bigint NOT NULL CHECK (seq > 0),
    position bigint NOT NULL CHECK (position > 0),
    type smallint NOT NULL,
    at_us bigint NOT NULL,
    payload bytea NOT NULL,
    PRIMARY KEY (tenant, invoice, seq),
    CONSTRAINT event_position UNIQUE (tenant, position)
);

-- Sensitive fields of an event, apart from it, so that they can be encrypted or destroyed.
CREATE TABLE event_sensitive (
    tenant text COLLATE "C" NOT NULL,
    invoice text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    key_id text NOT NULL,
    payload bytea NOT NULL,
    PRIMARY KEY (tenant, invoice, seq)
);

-- Requests. reply_seq is the event as of which the reply is read; NULL while it waits for a verdict.
CREATE TABLE idempotency (
    tenant text COLLATE "C" NOT NULL,
    rpc text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    invoice text COLLATE "C" NOT NULL,
    payload_sha256 bytea NOT NULL,
    reply_seq bigint,
    PRIMARY KEY (tenant, rpc, key)
) WITH (fillfactor = 90);

-- What each invoice is now: a projection of its events, written in the same append. Its id is the position of its
-- first event. The room in its pages lets a change of status stay in its page and touch no index.
CREATE TABLE invoice (
    id bigint NOT NULL,
    tenant text COLLATE "C" NOT NULL,
    invoice text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    status smallint NOT NULL,
    coding_status smallint NOT NULL,
    payment_status smallint NOT NULL,
    verdict smallint NOT NULL,
    would_be smallint NOT NULL,
    exception_bits bigint NOT NULL,
    kind smallint NOT NULL,
    source_system text NOT NULL,
    supplier_id text,
    supplier_invoice_number text,
    facility text,
    service_line text,
    currency text NOT NULL,
    total_minor bigint,
    issue_day integer,
    received_at_us bigint NOT NULL,
    twin_summary bytea NOT NULL,
    PRIMARY KEY (tenant, id),
    CONSTRAINT invoice_name UNIQUE (tenant, invoice)
) WITH (fillfactor = 80);

-- Blocking keys under which an invoice's twins find it. Its rows are kept short: they fall anywhere. The hash
-- comes first because it alone decides nearly every comparison on the way down the tree.
CREATE TABLE fingerprint (
    tenant text COLLATE "C" NOT NULL,
    hash bigint NOT NULL,
    day integer NOT NULL,
    invoice_id bigint NOT NULL,
    PRIMARY KEY (hash, tenant, day, invoice_id)
);

-- What an open invoice waits for. The primary key makes it exactly one thing.
-- kind: 1 due for judgement, 2 a person, 3 a reference or the deadline, 4 the host.
CREATE TABLE waiting (
    tenant text COLLATE "C" NOT NULL,
    invoice text COLLATE "C" NOT NULL,
    kind smallint NOT NULL CHECK (kind BETWEEN 1 AND 4),
    at_us bigint NOT NULL,
    PRIMARY KEY (tenant, invoice)
) WITH (fillfactor = 80);

CREATE INDEX waiting_by_time ON waiting (kind, at_us);

-- Questions to people. left_at_us is NULL while the item is open.
CREATE TABLE review_item (
    tenant text COLLATE "C" NOT NULL,
    invoice text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    severity smallint NOT NULL,
    exception_bits bigint NOT NULL,
    entered_at_us bigint NOT NULL,
    left_at_us bigint,
    left_by_event smallint,
    PRIMARY KEY (tenant, invoice, seq)
);

CREATE INDEX review_item_open ON review_item (tenant, entered_at_us) WHERE left_at_us IS NULL;

-- One row per tenant, locked as the first step of an append and until its commit. Its page has room for the
-- many versions that a busy second makes.
CREATE TABLE feed_head (
    tenant text COLLATE "C" PRIMARY KEY,
    position bigint NOT NULL
) WITH (fillfactor = 10);

-- Every policy that was ever in force, by the hash that verdicts name.
CREATE TABLE policy (
    sha256 bytea PRIMARY KEY,
    text text NOT NULL,
    kept_at_us bigint NOT NULL
);
