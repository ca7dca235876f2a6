UPDATE master_data_retriage SET leased_until_us = 0 WHERE tenant = $1 AND kind = $2 AND version = $3
