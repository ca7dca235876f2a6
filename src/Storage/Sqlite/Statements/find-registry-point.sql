SELECT number, in_force_after, shadow_after FROM registry_action WHERE tenant = $tenant ORDER BY number DESC LIMIT 1
