// ---
// title: Chinese AI labs
// question: Which organisations of China develop AI models?
// columns: {id: entity id, name: its name}
// example: {}
// ---
MATCH (o:Organization)-[r:DEVELOPS]->(m:Model)
WHERE 'cn' IN o.countries
  AND r.status IN ['stated', 'ended']
  AND coalesce(r.valid_from, '') <= $as_of
RETURN DISTINCT o.id AS id, o.name AS name
ORDER BY id
