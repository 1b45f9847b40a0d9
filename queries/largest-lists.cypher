// ---
// title: Lists with the most entries
// question: Which sanctions lists and programs name the most entities?
// parameters:
//   authority: {type: entity, description: one authority; all unless given, default: null, example: U.S. government}
//   limit: {type: integer, description: how many rows at most, default: 50, min: 1, max: 10000}
// columns:
//   authority: entity id
//   authority_name: its name
//   list: name of the list; else of the program
//   entries: number of entities on it
//   examples: list; names of five of them, in the order of their ids
//   quote: the evidence of the first of them
//   sources: its source ids
//   date: when it began; else when its source was published; else when it was read
// example: {authority: U.S. government}
// ---
MATCH (a:Entity)-[r:SANCTIONS]->(e:Entity)
WHERE ($authority IS NULL OR a.id = $authority)
  AND r.status IN ['stated', 'ended']
    AND coalesce(r.valid_from, '') <= $as_of
    AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
WITH a, coalesce(r.list_name, r.program, 'none named') AS list, e, r
ORDER BY e.id, r.id
WITH a, list, count(DISTINCT e.id) AS entries, collect(DISTINCT e.name) AS names, collect(r) AS facts
WITH a, list, entries, names, facts[0] AS first
RETURN a.id AS authority,
  a.name AS authority_name,
  list,
  entries,
  names[0..5] AS examples,
  first.quote AS quote,
  first.sources AS sources,
  coalesce(first.start, first.date, first.published, first.first_seen) AS date
ORDER BY entries DESC, authority, list
LIMIT $limit
