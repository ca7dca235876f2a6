-- Fingerprints of invoices that came together lie together: a generation is 8,192 invoices (FingerprintGeneration), so that what is written now
-- falls on the few pages of one generation and not on a page of its own each. A hash that was there before stays with its first, so that who looks for it
-- looks into one generation.
CREATE TABLE fingerprint_of_generation (
    generation INTEGER NOT NULL CHECK (generation BETWEEN 0 AND invoice_id >> 13),
    hash INTEGER NOT NULL,
    day INTEGER NOT NULL,
    invoice_id INTEGER NOT NULL,
    PRIMARY KEY (generation, hash, day, invoice_id)
) WITHOUT ROWID;

INSERT INTO fingerprint_of_generation (generation, hash, day, invoice_id)
SELECT min(invoice_id) OVER (PARTITION BY hash) >> 13, hash, day, invoice_id FROM fingerprint ORDER BY 1, 2, 3, 4;

DROP TABLE fingerprint;

ALTER TABLE fingerprint_of_generation RENAME TO fingerprint;
