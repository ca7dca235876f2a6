SELECT version, name, kind, sha256, bytes FROM model_version_file WHERE tenant = $1 AND ($2 IS NULL OR version = $2) ORDER BY version, name
