SELECT DISTINCT ON (kind) kind, number, name, sha256, at_us FROM configured WHERE at_us <= $1 ORDER BY kind, number DESC
