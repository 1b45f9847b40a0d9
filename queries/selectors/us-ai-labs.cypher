// ---
// title: AI labs of the United States
// question: Which organisations of the United States develop AI models?
// columns: {id: entity id, name: its name}
// example: {}
// ---
MATCH (o:Organization)-[r:DEVELOPS]->(m:Model)
WHERE r.status IN ['stated', 'ended'] AND coalesce(r.valid_from, '') <= $as_of
OPTIONAL MATCH (o)-[:BASED_IN]->(home:Country {id: 'cc:us'})
WITH DISTINCT o, home
WHERE 'us' IN o.countries OR home IS NOT NULL
RETURN o.id AS id, o.name AS name
ORDER BY id
