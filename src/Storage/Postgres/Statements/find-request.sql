SELECT invoice, payload_sha256, reply_seq FROM idempotency
WHERE tenant = $1 AND rpc = $2 AND key = $3
