// ---
// title: Sources on an entity
// question: Which sources speak of an entity, how many facts does each state, and under which licence?
// parameters:
//   entity: {type: entity, description: whom, example: Baidu}
//   limit: {type: integer, description: how many rows at most, default: 100, min: 1, max: 10000}
// columns:
//   source: source id
//   title: its title
//   publisher: its publisher
//   licence: its licence
//   facts: number of facts about the entity that it states
//   example: one of them as it is stated
//   quote: the evidence of that fact
//   sources: list; the source id
//   date: when the source was published; else when it was retrieved
// example: {entity: Baidu}
// ---
MATCH (e:Entity {id: $entity})-[r]-(:Entity)
WHERE coalesce(r.valid_from, '') <= $as_of
    AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
UNWIND r.sources AS source
WITH DISTINCT source, r
ORDER BY source, r.confidence DESC, r.id
WITH source, collect(r) AS facts
WITH source, size(facts) AS n, facts[0] AS first
MATCH (s:Source {id: source})
RETURN s.id AS source,
  s.title AS title,
  s.publisher AS publisher,
  s.licence AS licence,
  n AS facts,
  startNode(first).name + ' -[' + type(first) + ']-> ' + endNode(first).name AS example,
  first.quote AS quote,
  [s.id] AS sources,
  substring(coalesce(s.published, s.retrieved), 0, 10) AS date
ORDER BY facts DESC, source
LIMIT $limit
