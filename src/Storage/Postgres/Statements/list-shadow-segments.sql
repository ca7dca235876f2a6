SELECT by_kind, segment, invoices, same_verdict, same_exceptions, same_codes, agreed
FROM model_shadow_segment
WHERE tenant = $1 AND number = $2
ORDER BY by_kind, segment
