// ---
// title: Models by access to their weights
// question: Which models' weights are open (or only served, or closed), from whom and where?
// parameters:
//   access: {type: string, description: how the weights can be had, default: open, choices: [open, api, closed], example: open}
//   country: {type: entity, description: country of the developer; all unless given, default: null, example: China}
//   limit: {type: integer, description: how many rows at most, default: 500, min: 1, max: 10000}
// columns:
//   model: entity id
//   model_name: its name
//   parameters: number of parameters, where known
//   training_flop: training compute in FLOP, where known
//   released: when it was released, where known
//   developer: entity id
//   developer_name: its name
//   quote: its evidence
//   sources: its source ids
//   date: when it began; else when its source was published; else when it was read
// edges: [developer DEVELOPS model]
// example: {access: open}
// ---
MATCH (d:Entity)-[r:DEVELOPS]->(m:Model)
WHERE m.weights_access = $access
  AND coalesce(m.released, '') <= $as_of
  AND ($country IS NULL OR EXISTS { MATCH (d)-[:BASED_IN]->(:Country {id: $country}) })
  AND r.status IN ['stated', 'ended']
    AND coalesce(r.valid_from, '') <= $as_of
    AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
RETURN m.id AS model,
  m.name AS model_name,
  m.parameters AS parameters,
  m.training_flop AS training_flop,
  m.released AS released,
  d.id AS developer,
  d.name AS developer_name,
  r.quote AS quote,
  r.sources AS sources,
  coalesce(r.start, r.date, r.published, r.first_seen) AS date
ORDER BY coalesce(training_flop, -1.0) DESC, model, developer, r.id
LIMIT $limit
