SELECT w.invoice, i.twin_summary, i.facility
FROM waiting w
JOIN invoice i ON i.tenant = w.tenant AND i.invoice = w.invoice
WHERE w.tenant = $1 AND w.invoice > $2 AND i.status BETWEEN 1 AND 4
ORDER BY w.invoice
LIMIT $3
