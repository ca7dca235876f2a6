-- Takes the lock that an append takes, and a transaction id, so that there is something to commit; writes no row.
WITH nothing AS (INSERT INTO event SELECT * FROM event WHERE false)
SELECT pg_current_xact_id();
