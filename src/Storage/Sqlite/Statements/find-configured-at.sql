SELECT c.kind, c.number, c.name, c.sha256, c.at_us FROM configured c
WHERE c.number = (SELECT max(n.number) FROM configured n WHERE n.kind = c.kind AND n.at_us <= $at_us)
ORDER BY c.kind
