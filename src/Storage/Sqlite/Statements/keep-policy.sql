INSERT INTO policy (sha256, text, kept_at_us) VALUES ($sha256, $text, store_now())
ON CONFLICT DO NOTHING
