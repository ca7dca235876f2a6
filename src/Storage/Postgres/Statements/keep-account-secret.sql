INSERT INTO account_secret (tenant, secret, created_at_us) VALUES ($1, $2, store_now())
ON CONFLICT DO NOTHING
