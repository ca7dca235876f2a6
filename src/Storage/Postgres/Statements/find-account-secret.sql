SELECT secret FROM account_secret WHERE tenant = $1
