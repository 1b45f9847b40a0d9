// ---
// title: An investor's reach
// question: What does an investor reach through holdings, and what do those firms build and run?
// parameters:
//   investor: {type: entity, description: "a firm, fund, person or country", example: Microsoft}
//   max_hops: {type: integer, description: the longest chain of holdings, default: 3, min: 1, max: 5}
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   reached: entity id
//   name: its name
//   type: its entity type
//   hops: number of facts
//   share: percent, multiplied along the chain; null where a holding states none
//   steps: list; each fact as it is stated, from the investor on
//   amounts: list; the sum of each fact with its currency, empty where none is stated
//   quotes: list; the evidence of each fact
//   sources: list; the source ids of each fact
//   dates: list; for each fact when it began; else when its source was published; else when it was read
// example: {investor: Microsoft}
// ---
MATCH (i:Entity {id: $investor})-[holdings:INVESTS_IN|OWNS|ACQUIRES*1../* $max_hops */ 5]->(held:Entity)
MATCH (held)-[built:DEVELOPS|OPERATES|MANUFACTURES*0..1]->(e:Entity)
WHERE e.id <> $investor
  AND all(f IN holdings + built WHERE f.status IN ['stated', 'ended']
    AND coalesce(f.valid_from, '') <= $as_of
    AND coalesce(f.valid_to, CASE f.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of)
WITH e, holdings, holdings + built AS facts
WHERE all(n IN range(1, size(facts) - 1)
  WHERE NOT endNode(facts[n]).id IN [f IN facts[0..n] | endNode(f).id])
WITH e, holdings, facts
ORDER BY size(facts), [f IN facts | f.id]
WITH e, collect({
  hops: size(facts),
  share: reduce(product = 100.0, f IN holdings | product * f.share / 100.0),
  steps: [f IN facts | startNode(f).name + ' -[' + type(f) + ']-> ' + endNode(f).name],
  amounts: [f IN facts |
    coalesce(toString(f.amount) + ' ' + f.currency, toString(f.amount), '')],
  quotes: [f IN facts | f.quote],
  sources: [f IN facts | f.sources],
  dates: [f IN facts | coalesce(f.start, f.date, f.published, f.first_seen)]
}) AS ways
WITH e, ways[0] AS best
RETURN e.id AS reached,
  e.name AS name,
  e.type AS type,
  best.hops AS hops,
  round(best.share, 4) AS share,
  best.steps AS steps,
  best.amounts AS amounts,
  best.quotes AS quotes,
  best.sources AS sources,
  best.dates AS dates
ORDER BY hops, type, reached
LIMIT $limit
