SELECT v.kind, v.version, v.sha256, v.content_sha256, v.file_bytes, v.entries, v.added, v.changed, v.removed, v.restricted,
    v.imported_by, v.activated_at_us, r.visited, r.retriaged, r.failed, r.done
FROM master_data_version v
JOIN master_data_retriage r ON r.tenant = v.tenant AND r.kind = v.kind AND r.version = v.version
WHERE v.tenant = $1 AND v.kind = $2 AND v.version < $3
ORDER BY v.version DESC
LIMIT $4
