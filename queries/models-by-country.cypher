// ---
// title: Models by country of the developer
// question: How many models come from which country, and which is the largest of each?
// parameters:
//   limit: {type: integer, description: how many rows at most, default: 100, min: 1, max: 10000}
// columns:
//   country: entity id
//   country_name: its name
//   models: number of models
//   developers: list; names of the developers
//   largest: name of the model with the most training compute; the first by id where none is known
//   largest_flop: its training compute in FLOP, where known
//   quotes: list; the evidence of its development, then of the developer's place
//   sources: list; the source ids of each
//   dates: list; for each when it began; else when its source was published; else when it was read
// example: {}
// ---
MATCH (c:Country)<-[at:BASED_IN]-(d:Entity)-[r:DEVELOPS]->(m:Model)
WHERE coalesce(m.released, '') <= $as_of
  AND all(f IN [at, r] WHERE f.status IN ['stated', 'ended']
    AND coalesce(f.valid_from, '') <= $as_of
    AND coalesce(f.valid_to, CASE f.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of)
WITH c, d, m, [r, at] AS facts
ORDER BY coalesce(m.training_flop, -1.0) DESC, m.id, d.id
WITH c, count(DISTINCT m.id) AS models, collect(DISTINCT d.name) AS developers,
  collect({model: m, facts: facts}) AS ways
WITH c, models, developers, ways[0].model AS largest, ways[0].facts AS facts
RETURN c.id AS country,
  c.name AS country_name,
  models,
  developers,
  largest.name AS largest,
  largest.training_flop AS largest_flop,
  [f IN facts | f.quote] AS quotes,
  [f IN facts | f.sources] AS sources,
  [f IN facts | coalesce(f.start, f.date, f.published, f.first_seen)] AS dates
ORDER BY models DESC, country
LIMIT $limit
