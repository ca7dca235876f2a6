SELECT position FROM feed_head WHERE tenant = $tenant
