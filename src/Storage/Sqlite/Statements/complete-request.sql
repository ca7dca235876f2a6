UPDATE idempotency SET reply_seq = $reply_seq
WHERE tenant = $tenant AND rpc = $rpc AND key = $key AND reply_seq IS NULL
