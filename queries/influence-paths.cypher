// ---
// title: Influence paths between two entities
// question: Along which facts does leverage run from one entity to another, and who says so?
// parameters:
//   from: {type: entity, description: who has the leverage, example: Taiwan}
//   to: {type: entity, description: whom it reaches, example: DeepSeek-V3}
//   max_hops: {type: integer, description: the longest path, default: 4, min: 1, max: 5}
//   limit: {type: integer, description: how many rows at most, default: 20, min: 1, max: 10000}
// columns:
//   strength: product of the weights of the hops, 0 to 1; recency is not applied (`aigeo paths` does)
//   sign: -1 when the path constrains, 1 when it enables, 0 when it only gives a say
//   hops: number of facts
//   steps: list; each fact as it is stated, in the order of the path
//   quotes: list; the evidence of each fact
//   sources: list; the source ids of each fact
//   dates: list; for each fact when it began; else when its source was published; else when it was read
// example: {from: Taiwan, to: DeepSeek-V3}
// ---
// From the end that is reached: what influences an entity is few, what a country influences many.
MATCH p = (b:Entity {id: $to})
  ((y:Entity)-[r]-(x:Entity)
    WHERE (r.influence IN ['forward', 'both'] AND startNode(r) = x
        OR r.influence IN ['backward', 'both'] AND endNode(r) = x)
      AND r.status IN ['stated', 'ended']
        AND coalesce(r.valid_from, '') <= $as_of
        AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
  ){1,/* $max_hops */ 5}
  (a:Entity {id: $from})
WITH reverse(r) AS facts, reverse(nodes(p)) AS stops
WITH facts, [n IN stops | n.id] AS ids, [n IN stops | n.name] AS names
WHERE all(i IN range(1, size(ids) - 1) WHERE NOT ids[i] IN ids[0..i])
WITH facts, ids, names,
  reduce(product = 1.0, f IN facts | product * f.weight) AS strength,
  reduce(product = 1, f IN facts | product * f.sign) AS sign
RETURN round(strength, 6) AS strength,
  sign,
  size(facts) AS hops,
  [i IN range(0, size(facts) - 1) |
    CASE WHEN startNode(facts[i]).id = ids[i]
      THEN names[i] + ' -[' + type(facts[i]) + ']-> ' + names[i + 1]
      ELSE names[i] + ' <-[' + type(facts[i]) + ']- ' + names[i + 1]
    END] AS steps,
  [f IN facts | f.quote] AS quotes,
  [f IN facts | f.sources] AS sources,
  [f IN facts | coalesce(f.start, f.date, f.published, f.first_seen)] AS dates
ORDER BY strength DESC, hops, [f IN facts | f.id]
LIMIT $limit
