SELECT DISTINCT hash FROM fingerprint WHERE hash >= $hash_from ORDER BY hash LIMIT $count_max
