-- What the two versions of a shadow run agree on beside verdict and exceptions: the first code of each line, and all of it.
ALTER TABLE model_shadow ADD COLUMN same_codes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE model_shadow ADD COLUMN agreed INTEGER NOT NULL DEFAULT 0;

-- Invoices about which they differ, by the verdict's position in the feed. Of a run so many as the program keeps; the payload
-- says what each version led to.
CREATE TABLE model_shadow_disagreement (
    tenant TEXT NOT NULL,
    number INTEGER NOT NULL,
    position INTEGER NOT NULL,
    invoice TEXT NOT NULL,
    seq INTEGER NOT NULL,
    facility TEXT,
    payload BLOB NOT NULL,
    PRIMARY KEY (tenant, number, position)
) WITHOUT ROWID;

-- Agreement by parts of the invoices. by_kind: 1 facility, 2 service line; an empty segment: of invoices that name none.
CREATE TABLE model_shadow_segment (
    tenant TEXT NOT NULL,
    number INTEGER NOT NULL,
    by_kind INTEGER NOT NULL CHECK (by_kind IN (1, 2)),
    segment TEXT NOT NULL,
    invoices INTEGER NOT NULL,
    same_verdict INTEGER NOT NULL,
    same_exceptions INTEGER NOT NULL,
    same_codes INTEGER NOT NULL,
    agreed INTEGER NOT NULL,
    PRIMARY KEY (tenant, number, by_kind, segment)
) WITHOUT ROWID;
