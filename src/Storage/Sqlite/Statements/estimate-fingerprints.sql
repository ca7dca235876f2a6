-- An invoice leaves four or five. To count them would be to read them all.
SELECT max(id) * 5 FROM invoice
