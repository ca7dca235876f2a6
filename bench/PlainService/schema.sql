-- The service's tables, column for column, as far as a Submit writes them.
CREATE TABLE IF NOT EXISTS event (
    tenant text COLLATE "C" NOT NULL,
    invoice text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    position bigint NOT NULL,
    type smallint NOT NULL,
    at_us bigint NOT NULL,
    payload bytea NOT NULL,
    PRIMARY KEY (tenant, invoice, seq),
    CONSTRAINT event_position UNIQUE (tenant, position)
);

CREATE TABLE IF NOT EXISTS event_sensitive (
    tenant text COLLATE "C" NOT NULL,
    invoice text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    key_id text NOT NULL,
    payload bytea NOT NULL,
    PRIMARY KEY (tenant, invoice, seq)
);

CREATE TABLE IF NOT EXISTS idempotency (
    tenant text COLLATE "C" NOT NULL,
    rpc text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    invoice text COLLATE "C" NOT NULL,
    payload_sha256 bytea NOT NULL,
    reply_seq bigint,
    PRIMARY KEY (tenant, rpc, key)
);

-- Ids are handed out in blocks, so that the rows which name them need not wait for an answer.
CREATE SEQUENCE IF NOT EXISTS invoice_id INCREMENT BY 100;

CREATE TABLE IF NOT EXISTS invoice (
    id bigint PRIMARY KEY,
    tenant text COLLATE "C" NOT NULL,
    invoice text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    status smallint NOT NULL,
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
    CONSTRAINT invoice_name UNIQUE (tenant, invoice)
);

CREATE TABLE IF NOT EXISTS fingerprint (
    tenant text COLLATE "C" NOT NULL,
    hash bigint NOT NULL,
    day integer NOT NULL,
    invoice_id bigint NOT NULL,
    PRIMARY KEY (tenant, hash, day, invoice_id)
);

CREATE TABLE IF NOT EXISTS waiting (
    tenant text COLLATE "C" NOT NULL,
    invoice text COLLATE "C" NOT NULL,
    kind smallint NOT NULL,
    at_us bigint NOT NULL,
    PRIMARY KEY (tenant, invoice)
);

CREATE INDEX IF NOT EXISTS waiting_by_time ON waiting (kind, at_us);

CREATE TABLE IF NOT EXISTS review_item (
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

CREATE INDEX IF NOT EXISTS review_item_open ON review_item (tenant, entered_at_us) WHERE left_at_us IS NULL;

CREATE TABLE IF NOT EXISTS feed_head (
    tenant text COLLATE "C" PRIMARY KEY,
    position bigint NOT NULL
) WITH (fillfactor = 10);
