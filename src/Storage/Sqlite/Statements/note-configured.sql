INSERT INTO configured (kind, number, name, sha256, at_us)
SELECT $kind, coalesce(newest.number, 0) + 1, $name, $sha256, max(store_now(), coalesce(newest.at_us, 0))
FROM (SELECT 1)
LEFT JOIN (SELECT number, name, sha256, at_us FROM configured WHERE kind = $kind ORDER BY number DESC LIMIT 1) AS newest
WHERE newest.number IS NULL OR newest.name <> $name OR newest.sha256 <> $sha256
