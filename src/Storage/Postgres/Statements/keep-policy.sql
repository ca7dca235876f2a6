INSERT INTO policy (sha256, text, kept_at_us) VALUES ($1, $2, store_now())
ON CONFLICT DO NOTHING
