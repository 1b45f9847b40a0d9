// ---
// title: AI labs of the United States
// question: Which organisations of the United States develop AI models?
// columns: {id: entity id, name: its name}
// example: {}
// ---
MATCH (o:Organization)-[r:DEVELOPS]->(m:Model)
WHERE 'us' IN o.countries
  AND r.status IN ['stated', 'ended']
  AND coalesce(r.valid_from, '') <= $as_of
RETURN DISTINCT o.id AS id, o.name AS name
ORDER BY id
