UPDATE master_data_retriage
SET cursor = $1, visited = $2, retriaged = $3, failed = $4, done = $5, leased_until_us = store_now() + $6
WHERE tenant = $7 AND kind = $8 AND version = $9 AND cursor = $10 AND NOT done
