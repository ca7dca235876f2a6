SELECT f.invoice, i.twin_summary
FROM fingerprint f
CROSS JOIN invoice i ON i.tenant = f.tenant AND i.invoice = f.invoice
WHERE f.tenant = $tenant AND f.hash = $hash AND f.day BETWEEN $day_from AND $day_to
    AND f.invoice <> $self AND i.status NOT IN (10, 11)
ORDER BY f.day DESC, f.invoice DESC
LIMIT $count_max
