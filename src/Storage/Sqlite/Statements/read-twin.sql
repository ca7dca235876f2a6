SELECT invoice, twin_summary FROM invoice WHERE id = $id
