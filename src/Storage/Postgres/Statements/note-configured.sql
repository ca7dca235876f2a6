INSERT INTO configured (kind, number, name, sha256, at_us)
SELECT $1, coalesce(newest.number, 0) + 1, $2, $3, greatest(store_now(), coalesce(newest.at_us, 0))
FROM (SELECT 1) AS one
LEFT JOIN (SELECT number, name, sha256, at_us FROM configured WHERE kind = $1 ORDER BY number DESC LIMIT 1) AS newest ON true
WHERE (newest.name, newest.sha256) IS DISTINCT FROM ($2, $3)
ON CONFLICT DO NOTHING
