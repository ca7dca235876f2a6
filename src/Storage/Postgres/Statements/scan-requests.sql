SELECT q.rpc, q.key, q.invoice, q.reply_seq, i.seq
FROM idempotency q
LEFT JOIN invoice i ON i.tenant = q.tenant AND i.invoice = q.invoice
WHERE q.tenant = $1
