SELECT position, invoice, seq, facility, payload
FROM model_shadow_disagreement
WHERE tenant = $1 AND number = $2 AND position < $3
    AND ($4 IS NULL OR facility = ANY ($4))
ORDER BY position DESC
LIMIT $5
