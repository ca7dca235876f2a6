SELECT count(*) FROM (SELECT 1 FROM fingerprint WHERE generation = $generation AND hash = $hash AND day BETWEEN $day_from AND $day_to LIMIT $count_max)
