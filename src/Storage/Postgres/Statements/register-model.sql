-- One statement: whoever comes second by number, or by version, has written nothing of either.
WITH last AS (
    SELECT coalesce(max(number), 0) AS number, coalesce(max(at_us), 0) AS at_us FROM registry_action WHERE tenant = $1
), added AS (
    INSERT INTO model_version (tenant, version, manifest, signature, trained_by, registered_by, registered_at_us)
    SELECT $1, $2, $3, $4, $5, $6, greatest(store_now(), last.at_us) FROM last WHERE last.number = $11 - 1
    RETURNING registered_at_us
), listed AS (
    INSERT INTO model_version_file (tenant, version, name, kind, sha256, bytes)
    SELECT $1, $2, f.name, f.kind, f.sha256, f.bytes FROM added, unnest($7::text[], $8::text[], $9::bytea[], $10::bigint[]) AS f (name, kind, sha256, bytes)
), acted AS (
    INSERT INTO registry_action (tenant, number, kind, version, in_force_before, in_force_after, shadow_after, actor, reason, trained_by, registered_by,
        key, request_sha256, at_us)
    SELECT $1, $11, 1, $2, $12, $12, $13, $6, $14, $5, $6, NULL, '', registered_at_us FROM added
    RETURNING number
)
SELECT count(*) FROM acted
