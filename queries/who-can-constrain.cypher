// ---
// title: Who can constrain an entity
// question: Which governments, firms, people and policies can hold an entity back, within N hops?
// parameters:
//   entity: {type: entity, description: whom, example: Baidu}
//   max_hops: {type: integer, description: the longest path, default: 3, min: 1, max: 5}
//   limit: {type: integer, description: how many rows at most, default: 50, min: 1, max: 10000}
// columns:
//   who: entity id
//   name: name of who
//   type: entity type of who
//   effect: "constrains: the signs along the path multiply to -1; has a say: only jurisdiction or lobbying, which have no sign, stand in the way of enabling"
//   strength: product of the weights of the hops of the strongest path, 0 to 1
//   hops: number of facts on that path
//   steps: list; each fact as it is stated, from who to the entity
//   other_paths: how many more paths there are
//   quotes: list; the evidence of each fact
//   sources: list; the source ids of each fact
//   dates: list; for each fact when it began; else when its source was published; else when it was read
// example: {entity: Baidu}
// ---
MATCH p = (e:Entity {id: $entity})
  ((y:Entity)-[r]-(x:Entity)
    WHERE (r.influence IN ['forward', 'both'] AND startNode(r) = x
        OR r.influence IN ['backward', 'both'] AND endNode(r) = x)
      AND r.status IN ['stated', 'ended']
        AND coalesce(r.valid_from, '') <= $as_of
        AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
  ){1,/* $max_hops */ 5}
  (who:Entity)
WHERE who:Agent OR who:Country OR who:Policy
WITH who, reverse(r) AS facts, reverse(nodes(p)) AS stops
WITH who, facts, [n IN stops | n.id] AS ids, [n IN stops | n.name] AS names
WHERE all(i IN range(1, size(ids) - 1) WHERE NOT ids[i] IN ids[0..i])
WITH who, facts, ids, names,
  reduce(product = 1.0, f IN facts | product * f.weight) AS strength,
  reduce(product = 1, f IN facts | product * CASE f.sign WHEN 0 THEN 1 ELSE f.sign END) AS sign,
  any(f IN facts WHERE f.sign = 0) AS neutral
WHERE sign = -1 OR neutral
ORDER BY strength DESC, size(facts), [f IN facts | f.id]
WITH who, collect({
  effect: CASE sign WHEN -1 THEN 'constrains' ELSE 'has a say' END,
  strength: round(strength, 6),
  hops: size(facts),
  steps: [i IN range(0, size(facts) - 1) |
    CASE WHEN startNode(facts[i]).id = ids[i]
      THEN names[i] + ' -[' + type(facts[i]) + ']-> ' + names[i + 1]
      ELSE names[i] + ' <-[' + type(facts[i]) + ']- ' + names[i + 1]
    END],
  quotes: [f IN facts | f.quote],
  sources: [f IN facts | f.sources],
  dates: [f IN facts | coalesce(f.start, f.date, f.published, f.first_seen)]
}) AS paths
WITH who, paths[0] AS best, size(paths) - 1 AS other_paths
RETURN who.id AS who,
  who.name AS name,
  who.type AS type,
  best.effect AS effect,
  best.strength AS strength,
  best.hops AS hops,
  best.steps AS steps,
  other_paths,
  best.quotes AS quotes,
  best.sources AS sources,
  best.dates AS dates
ORDER BY strength DESC, hops, who
LIMIT $limit
