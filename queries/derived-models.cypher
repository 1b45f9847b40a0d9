// ---
// title: Models derived from others
// question: Which models were made from which others, how, and across which developers?
// parameters:
//   model: {type: entity, description: the model at either end; all unless given, default: null, example: Llama 3.1-405B}
//   limit: {type: integer, description: how many rows at most, default: 500, min: 1, max: 10000}
// columns:
//   model: entity id
//   model_name: its name
//   method: how it was derived, where stated
//   base: entity id of the model that it was made from
//   base_name: its name
//   developers: list; names of who developed the model
//   base_developers: list; names of who developed the base
//   status: stated, alleged, planned or ended
//   quote: its evidence
//   sources: its source ids
//   date: when it began; else when its source was published; else when it was read
// edges: [model DERIVED_FROM base]
// example: {model: Llama 3.1-405B}
// ---
MATCH (m:Model)-[r:DERIVED_FROM]->(b:Model)
WHERE ($model IS NULL OR $model IN [m.id, b.id])
  AND coalesce(r.valid_from, '') <= $as_of
    AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
OPTIONAL MATCH (m)<-[:DEVELOPS]-(d:Entity)
WITH m, r, b, d
ORDER BY d.id
WITH m, r, b, collect(DISTINCT d.name) AS developers
OPTIONAL MATCH (b)<-[:DEVELOPS]-(e:Entity)
WITH m, r, b, developers, e
ORDER BY e.id
WITH m, r, b, developers, collect(DISTINCT e.name) AS base_developers
RETURN m.id AS model,
  m.name AS model_name,
  r.method AS method,
  b.id AS base,
  b.name AS base_name,
  developers,
  base_developers,
  r.status AS status,
  r.quote AS quote,
  r.sources AS sources,
  coalesce(r.start, r.date, r.published, r.first_seen) AS date
ORDER BY base, model, r.id
LIMIT $limit
