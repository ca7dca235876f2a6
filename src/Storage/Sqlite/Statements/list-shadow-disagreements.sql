SELECT position, invoice, seq, facility, payload
FROM model_shadow_disagreement
WHERE tenant = $tenant AND number = $number AND position < $before_position
    AND ($facility_scope IS NULL OR facility IN (SELECT value FROM json_each($facility_scope)))
ORDER BY position DESC
LIMIT $count_max
