UPDATE review_item SET left_at_us = $left_at_us, left_by_event = $left_by_event
WHERE tenant = $tenant AND invoice = $invoice AND left_at_us IS NULL AND seq <> $still_asked_seq
