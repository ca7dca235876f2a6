SELECT count(*) FROM master_data_retriage WHERE done = 0
