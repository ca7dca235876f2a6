UPDATE master_data_retriage SET leased_until_us = 0 WHERE tenant = $tenant AND kind = $kind AND version = $version
