UPDATE invoice SET supplier_invoice_number = $supplier_invoice_number, twin_summary = $twin_summary
WHERE tenant = $tenant AND invoice = $invoice
