-- A row that is gone within the same transaction: its page goes to the log and to the disk. A value written over itself would not.
INSERT INTO feed_head (tenant, position) VALUES ('', 0)
