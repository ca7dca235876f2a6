INSERT INTO model_version_file (tenant, version, name, kind, sha256, bytes)
SELECT $tenant, $version, $name, $kind, f.sha256, $bytes FROM model_file f WHERE f.tenant = $tenant AND f.sha256 = $sha256
