SELECT payload FROM event WHERE tenant = $tenant AND invoice = $invoice AND seq = $seq
