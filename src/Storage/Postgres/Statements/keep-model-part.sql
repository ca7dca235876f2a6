INSERT INTO model_file_part (tenant, sha256, part, payload) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
