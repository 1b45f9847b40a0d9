// ---
// title: Authorities of the United States
// question: Which agencies and government of the United States does the graph know?
// columns: {id: entity id, name: its name}
// example: {}
// ---
MATCH (a:Organization)
WHERE a.type IN ['Agency', 'Government'] AND 'us' IN a.countries
  AND $as_of IS NOT NULL
RETURN DISTINCT a.id AS id, a.name AS name
ORDER BY id
