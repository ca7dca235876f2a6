INSERT INTO model_file (tenant, sha256, bytes)
SELECT $tenant, $sha256, $bytes
WHERE $bytes = (SELECT coalesce(sum(length(payload)), 0) FROM model_file_part WHERE tenant = $tenant AND sha256 = $sha256)
ON CONFLICT DO NOTHING
