SELECT count(*) FROM master_data_retriage WHERE NOT done
