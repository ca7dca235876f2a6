SELECT payload FROM master_data_content WHERE tenant = $1 AND kind = $2 AND sha256 = $3
