-- The version's own people are taken from its row.
INSERT INTO registry_action (tenant, number, kind, version, in_force_before, in_force_after, shadow_after, actor, reason, trained_by, registered_by,
    key, request_sha256, at_us)
SELECT $tenant, $number, $kind, v.version, $in_force_before, $in_force_after, $shadow_after, $actor, $reason, v.trained_by, v.registered_by,
    $key, $request_sha256,
    CASE $kind WHEN 1 THEN v.registered_at_us ELSE max(store_now(), coalesce((SELECT max(at_us) FROM registry_action WHERE tenant = $tenant), 0)) END
FROM model_version v
WHERE v.tenant = $tenant AND v.version = $version
    AND $number = 1 + (SELECT coalesce(max(number), 0) FROM registry_action WHERE tenant = $tenant)
ON CONFLICT DO NOTHING
