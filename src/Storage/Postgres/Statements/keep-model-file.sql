INSERT INTO model_file (tenant, sha256, bytes)
SELECT $1, $2, $3
WHERE $3 = (SELECT coalesce(sum(length(payload)), 0) FROM model_file_part WHERE tenant = $1 AND sha256 = $2)
ON CONFLICT DO NOTHING
