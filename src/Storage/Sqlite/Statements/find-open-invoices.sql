SELECT w.invoice, i.twin_summary, i.facility
FROM waiting w
CROSS JOIN invoice i ON i.tenant = w.tenant AND i.invoice = w.invoice
WHERE w.tenant = $tenant AND w.invoice > $after AND i.status BETWEEN 1 AND 4
ORDER BY w.invoice
LIMIT $count_max
