SELECT id FROM invoice WHERE tenant = $tenant AND invoice = $invoice
