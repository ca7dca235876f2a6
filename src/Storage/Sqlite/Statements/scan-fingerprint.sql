-- Under its invoice's generation, or under an earlier one that had the hash already.
WITH RECURSIVE own (id, generation) AS (
    SELECT id, id >> 13 FROM invoice WHERE tenant = $tenant AND invoice = $invoice
    UNION ALL
    SELECT id, generation - 1 FROM own WHERE generation > 0
)
SELECT 1 FROM own
CROSS JOIN fingerprint f ON f.generation = own.generation AND f.hash = $hash AND f.day = $day AND f.invoice_id = own.id
LIMIT 1
