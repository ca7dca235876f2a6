SELECT 1 FROM invoice i
CROSS JOIN fingerprint f ON f.generation = i.id >> 13 AND f.invoice_id = i.id
WHERE f.hash = $hash AND f.day = $day AND i.tenant = $tenant AND i.invoice = $invoice
