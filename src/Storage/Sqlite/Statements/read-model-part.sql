SELECT p.payload
FROM model_file f
CROSS JOIN model_file_part p ON p.tenant = f.tenant AND p.sha256 = f.sha256
WHERE f.tenant = $tenant AND f.sha256 = $sha256 AND p.part = $part
