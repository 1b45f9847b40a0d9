// ---
// title: Who trained what on which chips
// question: Which models did a firm (or the firms of a country) train, on which chips, and who makes those?
// parameters:
//   firm: {type: entity, description: one developer; all unless given, default: null, example: Anthropic}
//   country: {type: entity, description: "country of the developer; all unless given", default: null, example: China}
//   limit: {type: integer, description: how many rows at most, default: 500, min: 1, max: 10000}
// columns:
//   developer: entity id
//   developer_name: its name
//   model: entity id
//   model_name: its name
//   trained_on: entity id of a chip, facility or data set
//   trained_on_name: its name
//   quantity: number of chips, where stated
//   maker: entity id of who makes the chip
//   maker_name: its name
//   quotes: list; the evidence of the development, of the training, and of the making where known
//   sources: list; the source ids of each
//   dates: list; for each when it began; else when its source was published; else when it was read
// edges: [developer DEVELOPS model, model TRAINED_ON trained_on, maker MANUFACTURES trained_on]
// example: {country: China}
// ---
MATCH (d:Entity)-[r:DEVELOPS]->(m:Model)-[t:TRAINED_ON]->(on:Entity)
WHERE ($firm IS NULL OR d.id = $firm)
  AND ($country IS NULL OR EXISTS { MATCH (d)-[:BASED_IN]->(:Country {id: $country}) })
  AND r.status IN ['stated', 'ended']
    AND coalesce(r.valid_from, '') <= $as_of
    AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
  AND t.status IN ['stated', 'ended']
    AND coalesce(t.valid_from, '') <= $as_of
    AND coalesce(t.valid_to, CASE t.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
OPTIONAL MATCH (on)<-[k:MANUFACTURES]-(maker:Entity)
WHERE k.status IN ['stated', 'ended']
  AND coalesce(k.valid_from, '') <= $as_of
  AND coalesce(k.valid_to, CASE k.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
WITH d, r, m, t, on, k, maker, [x IN [r, t, k] WHERE x IS NOT NULL] AS facts
RETURN d.id AS developer,
  d.name AS developer_name,
  m.id AS model,
  m.name AS model_name,
  on.id AS trained_on,
  on.name AS trained_on_name,
  t.quantity AS quantity,
  maker.id AS maker,
  maker.name AS maker_name,
  [x IN facts | x.quote] AS quotes,
  [x IN facts | x.sources] AS sources,
  [x IN facts | coalesce(x.start, x.date, x.published, x.first_seen)] AS dates
ORDER BY developer, model, trained_on, maker
LIMIT $limit
