SELECT s.epoch, coalesce((SELECT position FROM feed_head h WHERE h.tenant = s.tenant), 0)
FROM store s
WHERE s.tenant = $tenant
