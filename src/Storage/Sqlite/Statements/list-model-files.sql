SELECT version, name, kind, sha256, bytes FROM model_version_file
WHERE tenant = $tenant AND ($version IS NULL OR version = $version)
ORDER BY version, name
