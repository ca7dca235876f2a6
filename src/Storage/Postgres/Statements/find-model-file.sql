SELECT 1 FROM model_file WHERE tenant = $1 AND sha256 = $2
