SELECT tenant FROM feed_head
UNION
SELECT tenant FROM invoice
ORDER BY 1
