// ---
// title: Sole and dominant makers
// question: Which technologies have one known maker, or one with most of the market?
// parameters:
//   least_share: {type: float, description: "market share from which a maker dominates, percent", default: 75.0, min: 0, max: 100}
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   technology: entity id
//   technology_name: its name
//   makers: number of known makers
//   maker: entity id of the only or largest one
//   maker_name: its name
//   share_of_market: its share in percent, where stated
//   quote: its evidence
//   sources: its source ids
//   date: when it began; else when its source was published; else when it was read
// edges: [maker MANUFACTURES technology]
// example: {}
// ---
MATCH (m:Entity)-[r:MANUFACTURES]->(t:Entity)
WHERE NOT m:Country
  AND r.status IN ['stated', 'ended']
    AND coalesce(r.valid_from, '') <= $as_of
    AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
WITH t, m, r
ORDER BY t.id, coalesce(r.share_of_market, -1.0) DESC, m.id, r.id
WITH t, count(DISTINCT m.id) AS makers, collect(m) AS ms, collect(r) AS rs
WITH t, makers, ms[0] AS m, rs[0] AS r
WHERE makers = 1 OR r.share_of_market >= $least_share
RETURN t.id AS technology,
  t.name AS technology_name,
  makers,
  m.id AS maker,
  m.name AS maker_name,
  r.share_of_market AS share_of_market,
  r.quote AS quote,
  r.sources AS sources,
  coalesce(r.start, r.date, r.published, r.first_seen) AS date
ORDER BY makers, coalesce(share_of_market, -1.0) DESC, technology
LIMIT $limit
