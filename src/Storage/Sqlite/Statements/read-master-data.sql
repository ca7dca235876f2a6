SELECT payload FROM master_data_content WHERE tenant = $tenant AND kind = $kind AND sha256 = $sha256
