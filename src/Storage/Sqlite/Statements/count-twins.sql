SELECT count(*) FROM (SELECT 1 FROM fingerprint WHERE hash = $hash AND day BETWEEN $day_from AND $day_to LIMIT $count_max)
