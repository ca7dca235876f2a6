SELECT s.epoch, coalesce((SELECT h.position FROM feed_head h WHERE h.tenant = $1), 0)
FROM store s
