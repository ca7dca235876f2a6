UPDATE master_data_retriage
SET cursor = $cursor, visited = $visited, retriaged = $retriaged, failed = $failed, done = $done, leased_until_us = store_now() + $lease_us
WHERE tenant = $tenant AND kind = $kind AND version = $version AND cursor = $expected_cursor AND done = 0
