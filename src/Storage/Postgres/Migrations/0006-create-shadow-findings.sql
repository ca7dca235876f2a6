-- What the two versions of a shadow run agree on beside verdict and exceptions: the first code of each line, and all of it.
ALTER TABLE model_shadow ADD COLUMN same_codes bigint NOT NULL DEFAULT 0;
ALTER TABLE model_shadow ADD COLUMN agreed bigint NOT NULL DEFAULT 0;

-- Invoices about which they differ, by the verdict's position in the feed. Of a run so many as the program keeps; the payload
-- says what each version led to.
CREATE TABLE model_shadow_disagreement (
    tenant text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    position bigint NOT NULL,
    invoice text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    facility text COLLATE "C",
    payload bytea NOT NULL,
    PRIMARY KEY (tenant, number, position),
    FOREIGN KEY (tenant, number) REFERENCES model_shadow (tenant, number)
);

-- Agreement by parts of the invoices. by_kind: 1 facility, 2 service line; an empty segment: of invoices that name none.
CREATE TABLE model_shadow_segment (
    tenant text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    by_kind smallint NOT NULL CHECK (by_kind IN (1, 2)),
    segment text COLLATE "C" NOT NULL,
    invoices bigint NOT NULL,
    same_verdict bigint NOT NULL,
    same_exceptions bigint NOT NULL,
    same_codes bigint NOT NULL,
    agreed bigint NOT NULL,
    PRIMARY KEY (tenant, number, by_kind, segment),
    FOREIGN KEY (tenant, number) REFERENCES model_shadow (tenant, number)
);
