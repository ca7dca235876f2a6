SELECT 1 FROM model_file WHERE tenant = $tenant AND sha256 = $sha256
