// ---
// title: Models of which something is not known
// question: Of which models are the developer, the training chips, the compute or the access to weights unknown?
// parameters:
//   limit: {type: integer, description: how many rows at most, default: 500, min: 1, max: 10000}
// columns:
//   entity: entity id
//   name: its name
//   missing: list; what is not known of it, of developer, hardware, compute, access
//   statement_count: number of statements on it
//   quote: the evidence that it exists
//   sources: its source ids
//   date: when that source was published; else when it was read
// example: {}
// ---
MATCH (e:Model)
WHERE NOT coalesce(e.generic, false)
// A family is no product: what is known stands with its versions.
OPTIONAL MATCH (e)<-[version:PART_OF]-(:Entity)
WHERE version.kind = 'type-of'
WITH e, count(version) AS versions
WHERE versions = 0
OPTIONAL MATCH (e)<-[x:DEVELOPS]-(:Entity)
WHERE coalesce(x.valid_from, '') <= $as_of
WITH e, count(x) = 0 AS no_developer
OPTIONAL MATCH (e)-[x:TRAINED_ON]->(:Entity)
WHERE coalesce(x.valid_from, '') <= $as_of
WITH e, no_developer, count(x) = 0 AS no_hardware
WITH e, [w IN [CASE WHEN no_developer THEN 'developer' END, CASE WHEN no_hardware THEN 'hardware' END, CASE WHEN e.training_flop IS NULL THEN 'compute' END, CASE WHEN e.weights_access IS NULL THEN 'access' END] WHERE w IS NOT NULL] AS missing
WHERE size(missing) > 0
WITH e, missing, e.id AS id
MATCH (s:Statement {fact: id})-[:FROM]->(source:Source)
WHERE s.kind = 'entity' AND s.last_seen IS NULL
WITH e, missing, s, source
ORDER BY e.id, s.id
WITH e, missing, collect(s) AS ss, collect(source) AS origins
WITH e, missing, ss[0] AS s, origins[0] AS source
RETURN e.id AS entity,
  e.name AS name,
  missing,
  e.statement_count AS statement_count,
  coalesce(s.quote, s.part + ' row ' + toString(s.row) + ': ' + s.columns) AS quote,
  e.sources AS sources,
  coalesce(source.published, s.first_seen) AS date
ORDER BY size(missing) DESC, statement_count DESC, entity
LIMIT $limit
