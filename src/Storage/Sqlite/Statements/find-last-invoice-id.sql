SELECT max(id) FROM invoice
