INSERT INTO waiting (tenant, invoice, kind, at_us) VALUES ($tenant, $invoice, $kind, $at_us)
ON CONFLICT (tenant, invoice) DO UPDATE SET kind = excluded.kind, at_us = excluded.at_us
