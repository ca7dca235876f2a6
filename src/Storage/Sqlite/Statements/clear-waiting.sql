DELETE FROM waiting WHERE tenant = $tenant AND invoice = $invoice
