// ---
// title: Owners of an entity
// question: Who owns or has bought shares of an entity, directly and through others?
// parameters:
//   entity: {type: entity, description: what is owned, example: OpenAI}
//   max_hops: {type: integer, description: the longest chain, default: 4, min: 1, max: 8}
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   owner: entity id
//   name: its name
//   type: its entity type
//   hops: number of holdings in the chain
//   share: percent, multiplied along the chain; null where a holding states none
//   steps: list; each holding as it is stated, from the owner down
//   quotes: list; the evidence of each
//   sources: list; the source ids of each
//   dates: list; for each when it began; else when its source was published; else when it was read
// example: {entity: OpenAI}
// ---
MATCH (e:Entity {id: $entity})<-[chain:OWNS|ACQUIRES|INVESTS_IN*1../* $max_hops */ 8]-(o:Entity)
WHERE o.id <> $entity
  AND all(f IN chain WHERE f.status IN ['stated', 'ended']
    AND coalesce(f.valid_from, '') <= $as_of
    AND coalesce(f.valid_to, CASE f.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of)
WITH o, reverse(chain) AS facts
WHERE all(n IN range(1, size(facts) - 1)
  WHERE NOT startNode(facts[n]).id IN [f IN facts[0..n] | startNode(f).id])
RETURN o.id AS owner,
  o.name AS name,
  o.type AS type,
  size(facts) AS hops,
  round(reduce(product = 100.0, f IN facts | product * f.share / 100.0), 4) AS share,
  [f IN facts | startNode(f).name + ' -[' + type(f) + ']-> ' + endNode(f).name] AS steps,
  [f IN facts | f.quote] AS quotes,
  [f IN facts | f.sources] AS sources,
  [f IN facts | coalesce(f.start, f.date, f.published, f.first_seen)] AS dates
ORDER BY hops, coalesce(share, -1.0) DESC, owner, [f IN facts | f.id]
LIMIT $limit
