INSERT INTO idempotency (tenant, rpc, key, invoice, payload_sha256, reply_seq)
VALUES ($tenant, $rpc, $key, $invoice, $payload_sha256, $reply_seq)
ON CONFLICT DO NOTHING
