SELECT number, kind, version, in_force_before, in_force_after, shadow_after, actor, reason, key, request_sha256, at_us
FROM registry_action
WHERE tenant = $tenant AND number < $before_number
ORDER BY number DESC
LIMIT $count_max
