// ---
// title: Owners that two entities share
// question: Who holds shares of both of two entities, directly or through others?
// parameters:
//   a: {type: entity, description: one entity, example: OpenAI}
//   b: {type: entity, description: the other, example: Mistral AI}
//   max_hops: {type: integer, description: the longest chain of holdings on each side, default: 2, min: 1, max: 4}
//   limit: {type: integer, description: how many rows at most, default: 100, min: 1, max: 10000}
// columns:
//   owner: entity id
//   owner_name: its name
//   to_a: list; the holdings from the owner down to the first entity
//   to_b: list; the holdings from the owner down to the second
//   quotes: list; the evidence of each holding, the first entity's first
//   sources: list; the source ids of each
//   dates: list; for each when it began; else when its source was published; else when it was read
// example: {a: OpenAI, b: Mistral AI}
// ---
MATCH (a:Entity {id: $a})<-[way_a:OWNS|ACQUIRES|INVESTS_IN*1../* $max_hops */ 4]-(o:Entity)
WHERE o.id <> $b
  AND all(f IN way_a WHERE f.status IN ['stated', 'ended']
    AND coalesce(f.valid_from, '') <= $as_of
    AND coalesce(f.valid_to, CASE f.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of)
WITH o, way_a
ORDER BY size(way_a), [f IN way_a | f.id]
WITH o, collect(way_a) AS ways_a
WITH o, ways_a[0] AS way_a
MATCH (b:Entity {id: $b})<-[way_b:OWNS|ACQUIRES|INVESTS_IN*1../* $max_hops */ 4]-(o)
WHERE all(f IN way_b WHERE f.status IN ['stated', 'ended']
    AND coalesce(f.valid_from, '') <= $as_of
    AND coalesce(f.valid_to, CASE f.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of)
WITH o, way_a, way_b
ORDER BY size(way_b), [f IN way_b | f.id]
WITH o, way_a, collect(way_b) AS ways_b
WITH o, reverse(way_a) AS facts_a, reverse(ways_b[0]) AS facts_b
RETURN o.id AS owner,
  o.name AS owner_name,
  [f IN facts_a | startNode(f).name + ' -[' + type(f) + ']-> ' + endNode(f).name] AS to_a,
  [f IN facts_b | startNode(f).name + ' -[' + type(f) + ']-> ' + endNode(f).name] AS to_b,
  [f IN facts_a + facts_b | f.quote] AS quotes,
  [f IN facts_a + facts_b | f.sources] AS sources,
  [f IN facts_a + facts_b | coalesce(f.start, f.date, f.published, f.first_seen)] AS dates
ORDER BY size(facts_a) + size(facts_b), owner
LIMIT $limit
