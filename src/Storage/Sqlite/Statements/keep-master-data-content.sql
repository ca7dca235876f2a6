INSERT INTO master_data_content (tenant, kind, sha256, key_id, payload) VALUES ($tenant, $kind, $sha256, $key_id, $payload)
ON CONFLICT DO NOTHING
