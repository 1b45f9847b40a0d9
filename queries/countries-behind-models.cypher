// ---
// title: Countries behind the models' chips
// question: In which country do the makers of the chips sit on which the most models were trained?
// parameters:
//   limit: {type: integer, description: how many rows at most, default: 50, min: 1, max: 10000}
// columns:
//   country: entity id
//   name: its name
//   models: number of models trained on a chip that is made by a firm based there
//   makers: list; names of those firms
//   chips: list; names of those chips
//   example: list; one model, its chip and the maker, by name
//   quotes: list; the evidence of the training, the making and the place of that example
//   sources: list; the source ids of each
//   dates: list; for each when it began; else when its source was published; else when it was read
// example: {}
// ---
MATCH (c:Country)<-[at:BASED_IN]-(maker:Entity)-[k:MANUFACTURES]->(chip:Entity)<-[t:TRAINED_ON]-(m:Model)
WHERE t.status IN ['stated', 'ended']
  AND coalesce(t.valid_from, '') <= $as_of
  AND coalesce(t.valid_to, CASE t.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
  AND k.status IN ['stated', 'ended']
    AND coalesce(k.valid_from, '') <= $as_of
    AND coalesce(k.valid_to, CASE k.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
  AND at.status IN ['stated', 'ended']
    AND coalesce(at.valid_from, '') <= $as_of
    AND coalesce(at.valid_to, CASE at.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
WITH c, maker, chip, m, [t, k, at] AS facts
ORDER BY m.id, chip.id, maker.id, k.id
WITH c, collect(DISTINCT m.id) AS models, collect(DISTINCT maker.name) AS makers,
  collect(DISTINCT chip.name) AS chips,
  collect({names: [m.name, chip.name, maker.name], facts: facts}) AS ways
WITH c, models, makers, chips, ways[0].names AS names, ways[0].facts AS facts
RETURN c.id AS country,
  c.name AS name,
  size(models) AS models,
  makers,
  chips,
  names AS example,
  [f IN facts | f.quote] AS quotes,
  [f IN facts | f.sources] AS sources,
  [f IN facts | coalesce(f.start, f.date, f.published, f.first_seen)] AS dates
ORDER BY models DESC, country
LIMIT $limit
