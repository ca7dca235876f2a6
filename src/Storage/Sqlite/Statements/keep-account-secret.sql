INSERT INTO account_secret (tenant, secret, created_at_us) VALUES ($tenant, $secret, store_now())
ON CONFLICT DO NOTHING
