SELECT number, kind, version, in_force_before, in_force_after, shadow_after, actor, reason, key, request_sha256, at_us
FROM registry_action
WHERE tenant = $1 AND at_us <= $2 AND kind IN (4, 5)
ORDER BY number DESC
LIMIT 1
