SELECT f.day, f.invoice_id
FROM fingerprint f
CROSS JOIN invoice i ON i.id = f.invoice_id
WHERE f.generation = $generation AND f.hash = $hash AND f.day BETWEEN $day_from AND $day_to
    AND i.tenant = $tenant AND i.invoice <> $self AND i.status NOT IN (10, 11)
ORDER BY f.day DESC, f.invoice_id DESC
LIMIT $count_max
