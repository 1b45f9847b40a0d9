// ---
// title: Supply chain of an entity
// question: Who supplies an entity with what, and who supplies those suppliers?
// parameters:
//   entity: {type: entity, description: whom, example: TSMC}
//   max_hops: {type: integer, description: the longest chain, default: 3, min: 1, max: 5}
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   supplier: entity id
//   name: its name
//   type: its entity type
//   hops: number of supplies
//   steps: list; each supply as it is stated, from the supplier down
//   items: list; what is supplied in each, empty where not stated
//   quotes: list; the evidence of each supply
//   sources: list; the source ids of each
//   dates: list; for each when it began; else when its source was published; else when it was read
// example: {entity: TSMC}
// ---
MATCH (e:Entity {id: $entity})<-[chain:SUPPLIES*1../* $max_hops */ 5]-(s:Entity)
WHERE s.id <> $entity
  AND all(f IN chain WHERE f.status IN ['stated', 'ended']
    AND coalesce(f.valid_from, '') <= $as_of
    AND coalesce(f.valid_to, CASE f.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of)
WITH s, reverse(chain) AS facts
WHERE all(n IN range(1, size(facts) - 1)
  WHERE NOT startNode(facts[n]).id IN [f IN facts[0..n] | startNode(f).id])
RETURN s.id AS supplier,
  s.name AS name,
  s.type AS type,
  size(facts) AS hops,
  [f IN facts | startNode(f).name + ' -[' + type(f) + ']-> ' + endNode(f).name] AS steps,
  [f IN facts | coalesce(f.item_name, '')] AS items,
  [f IN facts | f.quote] AS quotes,
  [f IN facts | f.sources] AS sources,
  [f IN facts | coalesce(f.start, f.date, f.published, f.first_seen)] AS dates
ORDER BY hops, supplier, [f IN facts | f.id]
LIMIT $limit
