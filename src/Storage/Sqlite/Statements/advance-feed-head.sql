INSERT INTO feed_head (tenant, position) VALUES ($tenant, $position)
ON CONFLICT (tenant) DO UPDATE SET position = excluded.position
