// ---
// title: Firms of which something is not known
// question: Of which firms are the country or the owners unknown?
// parameters:
//   limit: {type: integer, description: how many rows at most, default: 500, min: 1, max: 10000}
// columns:
//   entity: entity id
//   name: its name
//   missing: list; what is not known of it, of country, owners
//   statement_count: number of statements on it
//   quote: the evidence that it exists
//   sources: its source ids
//   date: when that source was published; else when it was read
// example: {}
// ---
MATCH (e:Firm)
WHERE NOT coalesce(e.generic, false)
OPTIONAL MATCH (e)-[x:BASED_IN]->(:Entity)
WHERE coalesce(x.valid_from, '') <= $as_of
WITH e, count(x) = 0 AS no_country
OPTIONAL MATCH (e)<-[x:OWNS|ACQUIRES|INVESTS_IN]-(:Entity)
WHERE coalesce(x.valid_from, '') <= $as_of
WITH e, no_country, count(x) = 0 AS no_owners
WITH e, [w IN [CASE WHEN no_country THEN 'country' END, CASE WHEN no_owners THEN 'owners' END] WHERE w IS NOT NULL] AS missing
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
