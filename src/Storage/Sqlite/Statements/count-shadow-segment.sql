INSERT INTO model_shadow_segment (tenant, number, by_kind, segment, invoices, same_verdict, same_exceptions, same_codes, agreed)
VALUES ($tenant, $number, $by_kind, $segment, $invoices, $same_verdict, $same_exceptions, $same_codes, $agreed)
ON CONFLICT (tenant, number, by_kind, segment) DO UPDATE SET
    invoices = excluded.invoices, same_verdict = excluded.same_verdict, same_exceptions = excluded.same_exceptions, same_codes = excluded.same_codes,
    agreed = excluded.agreed
