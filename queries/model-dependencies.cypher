// ---
// title: What a model depends on
// question: Which chips, data, facilities, makers, foundries and countries does a model (or a firm) rest on?
// parameters:
//   entity: {type: entity, description: a model; a firm or a chip will do as well, example: DeepSeek-V3}
//   max_hops: {type: integer, description: how far down the chain, default: 4, min: 1, max: 6}
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   depends_on: entity id
//   name: its name
//   type: its entity type
//   hops: facts between it and the model
//   steps: list; each fact as it is stated, from the model down
//   share_of_market: of the maker in the last fact, where stated, percent
//   quotes: list; the evidence of each fact
//   sources: list; the source ids of each fact
//   dates: list; for each fact when it began; else when its source was published; else when it was read
// example: {entity: DeepSeek-V3}
// ---
MATCH p = (e:Entity {id: $entity})
  ((x:Entity)-[r:TRAINED_ON|DERIVED_FROM|USES|INPUT_TO|MANUFACTURES|DEVELOPS|OPERATES|OWNS|SUPPLIES|BASED_IN]-(y:Entity)
    WHERE (r.influence = 'backward' AND startNode(r) = x
        OR r.influence = 'forward' AND endNode(r) = x)
      AND r.status IN ['stated', 'ended']
        AND coalesce(r.valid_from, '') <= $as_of
        AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
  ){1,/* $max_hops */ 6}
  (d:Entity)
WITH d, r AS facts, [n IN nodes(p) | n.id] AS ids, [n IN nodes(p) | n.name] AS names
WHERE all(i IN range(1, size(ids) - 1) WHERE NOT ids[i] IN ids[0..i])
WITH d, facts, ids, names
ORDER BY size(facts), reduce(product = 1.0, f IN facts | product * f.weight) DESC,
  [f IN facts | f.id]
WITH d, collect({
  hops: size(facts),
  steps: [i IN range(0, size(facts) - 1) |
    CASE WHEN startNode(facts[i]).id = ids[i]
      THEN names[i] + ' -[' + type(facts[i]) + ']-> ' + names[i + 1]
      ELSE names[i] + ' <-[' + type(facts[i]) + ']- ' + names[i + 1]
    END],
  share_of_market: facts[size(facts) - 1].share_of_market,
  quotes: [f IN facts | f.quote],
  sources: [f IN facts | f.sources],
  dates: [f IN facts | coalesce(f.start, f.date, f.published, f.first_seen)]
}) AS paths
WITH d, paths[0] AS best
RETURN d.id AS depends_on,
  d.name AS name,
  d.type AS type,
  best.hops AS hops,
  best.steps AS steps,
  best.share_of_market AS share_of_market,
  best.quotes AS quotes,
  best.sources AS sources,
  best.dates AS dates
ORDER BY hops, type, depends_on
LIMIT $limit
