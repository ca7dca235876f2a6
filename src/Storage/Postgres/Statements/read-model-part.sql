SELECT p.payload
FROM model_file f
JOIN model_file_part p ON p.tenant = f.tenant AND p.sha256 = f.sha256 AND p.part = $3
WHERE f.tenant = $1 AND f.sha256 = $2
