DELETE FROM idempotency WHERE tenant = $tenant AND rpc = $rpc AND key = $key
