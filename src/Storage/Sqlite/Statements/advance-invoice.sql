UPDATE invoice SET seq = $seq, status = $status, coding_status = $coding_status, payment_status = $payment_status,
    verdict = $verdict, would_be = $would_be, exception_bits = $exception_bits
WHERE tenant = $tenant AND invoice = $invoice AND seq = $expected_seq
