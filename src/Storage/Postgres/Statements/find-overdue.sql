SELECT tenant, invoice FROM (
    (SELECT tenant, invoice, at_us FROM waiting WHERE kind = 1 AND at_us <= store_now() ORDER BY at_us LIMIT $1)
    UNION ALL
    (SELECT tenant, invoice, at_us FROM waiting WHERE kind = 3 AND at_us <= store_now() ORDER BY at_us LIMIT $1)
    UNION ALL
    (SELECT tenant, invoice, at_us FROM waiting WHERE kind = 4 AND at_us <= store_now() ORDER BY at_us LIMIT $1)
) AS overdue
ORDER BY at_us
LIMIT $1
