INSERT INTO master_data_version (tenant, kind, version, sha256, content_sha256, file_bytes, entries, added, changed, removed, restricted,
    imported_by, activated_at_us)
SELECT $tenant, $kind, $version, $sha256, $content_sha256, $file_bytes, $entries, $added, $changed, $removed, $restricted,
    $imported_by, store_now()
WHERE $version = 1 + (SELECT coalesce(max(version), 0) FROM master_data_version WHERE tenant = $tenant AND kind = $kind)
