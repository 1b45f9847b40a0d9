// ---
// title: Largest training runs
// question: Which models took the most compute to train, who developed them, and where?
// parameters:
//   least_flop: {type: float, description: "no model with less training compute, FLOP", default: 0.0, min: 0}
//   limit: {type: integer, description: how many rows at most, default: 50, min: 1, max: 10000}
// columns:
//   model: entity id
//   model_name: its name
//   training_flop: training compute in FLOP
//   released: when it was released, where known
//   weights_access: open, api or closed, where known
//   developer: entity id
//   developer_name: its name
//   country_name: country of the developer, where known
//   quotes: list; the evidence of the development, then of the developer's place
//   sources: list; the source ids of each
//   dates: list; for each when it began; else when its source was published; else when it was read
// edges: [developer DEVELOPS model]
// example: {}
// ---
MATCH (d:Entity)-[r:DEVELOPS]->(m:Model)
WHERE m.training_flop >= $least_flop
  AND coalesce(m.released, '') <= $as_of
  AND r.status IN ['stated', 'ended']
    AND coalesce(r.valid_from, '') <= $as_of
    AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
OPTIONAL MATCH (d)-[at:BASED_IN]->(c:Country)
WHERE at.status IN ['stated', 'ended']
    AND coalesce(at.valid_from, '') <= $as_of
    AND coalesce(at.valid_to, CASE at.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
WITH d, r, m, c, [f IN [r, at] WHERE f IS NOT NULL] AS facts
RETURN m.id AS model,
  m.name AS model_name,
  m.training_flop AS training_flop,
  m.released AS released,
  m.weights_access AS weights_access,
  d.id AS developer,
  d.name AS developer_name,
  c.name AS country_name,
  [f IN facts | f.quote] AS quotes,
  [f IN facts | f.sources] AS sources,
  [f IN facts | coalesce(f.start, f.date, f.published, f.first_seen)] AS dates
ORDER BY training_flop DESC, model, developer, coalesce(country_name, ''), r.id
LIMIT $limit
