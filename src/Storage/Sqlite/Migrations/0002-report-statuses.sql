-- How far the codes and the payment are, as other systems report it. What was stored before says nothing of either.
ALTER TABLE invoice ADD COLUMN coding_status INTEGER NOT NULL DEFAULT 1;
ALTER TABLE invoice ADD COLUMN payment_status INTEGER NOT NULL DEFAULT 1;
