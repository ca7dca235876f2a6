SELECT DISTINCT hash FROM fingerprint WHERE generation = $generation AND hash >= $hash_from ORDER BY hash LIMIT $count_max
