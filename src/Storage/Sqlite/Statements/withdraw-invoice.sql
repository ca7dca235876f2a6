-- The row that the same append wrote a moment before.
DELETE FROM invoice WHERE tenant = $tenant AND invoice = $invoice
