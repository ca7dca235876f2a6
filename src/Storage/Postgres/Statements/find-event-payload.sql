SELECT payload FROM event WHERE tenant = $1 AND invoice = $2 AND seq = $3
