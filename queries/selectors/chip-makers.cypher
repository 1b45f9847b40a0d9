// ---
// title: Chip makers
// question: Which organisations make chips?
// columns: {id: entity id, name: its name}
// example: {}
// ---
MATCH (o:Organization)-[r:MANUFACTURES]->(c:Chip)
WHERE r.status IN ['stated', 'ended']
  AND coalesce(r.valid_from, '') <= $as_of
  AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
RETURN DISTINCT o.id AS id, o.name AS name
ORDER BY id
