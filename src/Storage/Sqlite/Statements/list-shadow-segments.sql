SELECT by_kind, segment, invoices, same_verdict, same_exceptions, same_codes, agreed
FROM model_shadow_segment
WHERE tenant = $tenant AND number = $number
ORDER BY by_kind, segment
