// ---
// title: Sanctioned parties
// question: Who is under sanctions of any authority on the day?
// columns: {id: entity id, name: its name}
// example: {}
// ---
MATCH (x:Entity)-[r:SANCTIONS]->(p:Agent)
WHERE r.status IN ['stated', 'ended']
  AND coalesce(r.valid_from, '') <= $as_of
  AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
RETURN DISTINCT p.id AS id, p.name AS name
ORDER BY id
