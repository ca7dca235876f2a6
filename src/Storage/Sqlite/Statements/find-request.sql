SELECT invoice, payload_sha256, reply_seq FROM idempotency
WHERE tenant = $tenant AND rpc = $rpc AND key = $key
