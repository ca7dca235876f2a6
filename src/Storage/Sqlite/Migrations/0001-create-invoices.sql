-- One row: whose store this is. The epoch changes when a backup is restored.
CREATE TABLE store (
    tenant TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    created_at_us INTEGER NOT NULL
);

-- The invoices' histories. The primary key is the fence: two writers cannot both add event n.
-- position is the tenant's feed order: gapless, given as the last step of a commit.
CREATE TABLE event (
    tenant TEXT NOT NULL,
    invoice TEXT NOT NULL,
    seq INTEGER NOT NULL CHECK (seq > 0),
    position INTEGER NOT NULL CHECK (position > 0),
    type INTEGER NOT NULL,
    at_us INTEGER NOT NULL,
    payload BLOB NOT NULL,
    PRIMARY KEY (tenant, invoice, seq),
    UNIQUE (tenant, position)
);

-- Sensitive fields of an event, apart from it, so that they can be encrypted or destroyed.
CREATE TABLE event_sensitive (
    tenant TEXT NOT NULL,
    invoice TEXT NOT NULL,
    seq INTEGER NOT NULL,
    key_id TEXT NOT NULL,
    payload BLOB NOT NULL,
    PRIMARY KEY (tenant, invoice, seq)
) WITHOUT ROWID;

-- Requests. reply_seq is the event as of which the reply is read; NULL while it waits for a verdict.
CREATE TABLE idempotency (
    tenant TEXT NOT NULL,
    rpc TEXT NOT NULL,
    key TEXT NOT NULL,
    invoice TEXT NOT NULL,
    payload_sha256 BLOB NOT NULL,
    reply_seq INTEGER,
    PRIMARY KEY (tenant, rpc, key)
) WITHOUT ROWID;

-- What each invoice is now: a projection of its events, written in the same commit.
CREATE TABLE invoice (
    id INTEGER PRIMARY KEY,
    tenant TEXT NOT NULL,
    invoice TEXT NOT NULL,
    position INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    status INTEGER NOT NULL,
    verdict INTEGER NOT NULL,
    would_be INTEGER NOT NULL,
    exception_bits INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    source_system TEXT NOT NULL,
    supplier_id TEXT,
    supplier_invoice_number TEXT,
    facility TEXT,
    service_line TEXT,
    currency TEXT NOT NULL,
    total_minor INTEGER,
    issue_day INTEGER,
    received_at_us INTEGER NOT NULL,
    twin_summary BLOB NOT NULL,
    UNIQUE (tenant, invoice)
);

CREATE UNIQUE INDEX invoice_by_position ON invoice (tenant, position);

-- Blocking keys under which an invoice's twins find it. Hashes fall anywhere in the tree, so it is the one
-- that grows out of every cache: its rows are kept short.
CREATE TABLE fingerprint (
    hash INTEGER NOT NULL,
    day INTEGER NOT NULL,
    invoice_id INTEGER NOT NULL,
    PRIMARY KEY (hash, day, invoice_id)
) WITHOUT ROWID;

-- What an open invoice waits for. The primary key makes it exactly one thing.
-- kind: 1 due for judgement, 2 a person, 3 a reference or the deadline, 4 the host.
CREATE TABLE waiting (
    tenant TEXT NOT NULL,
    invoice TEXT NOT NULL,
    kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 4),
    at_us INTEGER NOT NULL,
    PRIMARY KEY (tenant, invoice)
) WITHOUT ROWID;

CREATE INDEX waiting_by_time ON waiting (kind, at_us);

-- Questions to people. left_at_us is NULL while the item is open.
CREATE TABLE review_item (
    tenant TEXT NOT NULL,
    invoice TEXT NOT NULL,
    seq INTEGER NOT NULL,
    severity INTEGER NOT NULL,
    exception_bits INTEGER NOT NULL,
    entered_at_us INTEGER NOT NULL,
    left_at_us INTEGER,
    left_by_event INTEGER,
    PRIMARY KEY (tenant, invoice, seq)
) WITHOUT ROWID;

CREATE INDEX review_item_open ON review_item (tenant, entered_at_us) WHERE left_at_us IS NULL;

CREATE TABLE feed_head (
    tenant TEXT NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL
) WITHOUT ROWID;

-- Every policy that was ever in force, by the hash that verdicts name.
CREATE TABLE policy (
    sha256 BLOB NOT NULL PRIMARY KEY,
    text TEXT NOT NULL,
    kept_at_us INTEGER NOT NULL
) WITHOUT ROWID;
