-- The version's own people are taken from its row. A run ends where its version leaves the shadow, and where what it is
-- compared with is no longer in force.
WITH last AS (
    SELECT coalesce(max(number), 0) AS number, coalesce(max(at_us), 0) AS at_us FROM registry_action WHERE tenant = $1
), appended AS (
    INSERT INTO registry_action (tenant, number, kind, version, in_force_before, in_force_after, shadow_after, actor, reason, trained_by, registered_by,
        key, request_sha256, at_us)
    SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, v.trained_by, v.registered_by, $10, $11, greatest(store_now(), last.at_us)
    FROM model_version v, last
    WHERE v.tenant = $1 AND v.version = $4 AND last.number = $2 - 1
    ON CONFLICT DO NOTHING
    RETURNING at_us
), ended AS (
    UPDATE model_shadow s SET ended_at_us = appended.at_us
    FROM appended
    WHERE s.tenant = $1 AND s.ended_at_us IS NULL AND $3 IN (3, 4, 5)
), started AS (
    INSERT INTO model_shadow (tenant, number, version, against, started_at_us, position)
    SELECT $1, $2, $4, $6, appended.at_us, coalesce((SELECT h.position FROM feed_head h WHERE h.tenant = $1), 0)
    FROM appended
    WHERE $3 = 2
)
SELECT count(*) FROM appended
