SELECT tenant, invoice FROM (
    SELECT * FROM (SELECT tenant, invoice, at_us FROM waiting WHERE kind = 1 AND at_us <= store_now() ORDER BY at_us LIMIT $count_max)
    UNION ALL
    SELECT * FROM (SELECT tenant, invoice, at_us FROM waiting WHERE kind = 3 AND at_us <= store_now() ORDER BY at_us LIMIT $count_max)
    UNION ALL
    SELECT * FROM (SELECT tenant, invoice, at_us FROM waiting WHERE kind = 4 AND at_us <= store_now() ORDER BY at_us LIMIT $count_max)
)
ORDER BY at_us
LIMIT $count_max
