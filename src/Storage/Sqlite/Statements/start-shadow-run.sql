INSERT INTO model_shadow (tenant, number, version, against, started_at_us, position)
SELECT a.tenant, a.number, a.version, a.in_force_after, a.at_us, coalesce((SELECT h.position FROM feed_head h WHERE h.tenant = a.tenant), 0)
FROM registry_action a
WHERE a.tenant = $tenant AND a.number = $number
