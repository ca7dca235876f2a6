DELETE FROM feed_head WHERE tenant = ''
