SELECT tenant FROM feed_head WHERE position > 0
