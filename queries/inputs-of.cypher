// ---
// title: Inputs of a technology
// question: What is needed to make a technology or chip, step by step, and who makes each input?
// parameters:
//   technology: {type: entity, description: what is made, example: Nvidia H100}
//   max_hops: {type: integer, description: how far up, default: 3, min: 1, max: 6}
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   input: entity id
//   name: its name
//   hops: number of steps to the technology
//   steps: list; each fact as it is stated, from the input down
//   makers: list; names of who makes the input
//   quotes: list; the evidence of each step
//   sources: list; the source ids of each
//   dates: list; for each when it began; else when its source was published; else when it was read
// example: {technology: Nvidia H100}
// ---
MATCH (t:Entity {id: $technology})<-[chain:INPUT_TO*1../* $max_hops */ 6]-(i:Entity)
WHERE i.id <> $technology
  AND all(f IN chain WHERE f.status IN ['stated', 'ended']
    AND coalesce(f.valid_from, '') <= $as_of
    AND coalesce(f.valid_to, CASE f.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of)
OPTIONAL MATCH (i)<-[:MANUFACTURES]-(m:Entity)
WITH i, chain, m
ORDER BY m.id
WITH i, chain, collect(DISTINCT m.name) AS makers
WITH i, reverse(chain) AS facts, makers
RETURN i.id AS input,
  i.name AS name,
  size(facts) AS hops,
  [f IN facts | startNode(f).name + ' -[' + type(f) + ']-> ' + endNode(f).name] AS steps,
  makers,
  [f IN facts | f.quote] AS quotes,
  [f IN facts | f.sources] AS sources,
  [f IN facts | coalesce(f.start, f.date, f.published, f.first_seen)] AS dates
ORDER BY hops, input, [f IN facts | f.id]
LIMIT $limit
