INSERT INTO model_file_part (tenant, sha256, part, payload) VALUES ($tenant, $sha256, $part, $payload) ON CONFLICT DO NOTHING
