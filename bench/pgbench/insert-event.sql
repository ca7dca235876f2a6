-- One durable row of a kilobyte a transaction, in the table of the bare path: what PostgreSQL does with no service in front.
--   pgbench -n -M prepared -c 64 -j 2 -T 10 -f bench/pgbench/insert-event.sql
\set id random(1, 9223372036854775807)
INSERT INTO event (id, seq, payload) VALUES ('p' || :id, 1, convert_to(repeat('x', 1024), 'UTF8'));
