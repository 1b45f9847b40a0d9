// ---
// title: Co-investors
// question: With whom does an investor share holdings, and in which firms?
// parameters:
//   investor: {type: entity, description: the investor, example: Microsoft}
//   limit: {type: integer, description: how many rows at most, default: 100, min: 1, max: 10000}
// columns:
//   other: entity id of the other investor
//   other_name: its name
//   shared: number of shared holdings
//   firms: list; names of the firms held by both
//   quotes: list; the evidence of both holdings of the first of them
//   sources: list; the source ids of each
//   dates: list; for each when it began; else when its source was published; else when it was read
// example: {investor: Microsoft}
// ---
MATCH (i:Entity {id: $investor})-[r:INVESTS_IN|OWNS|ACQUIRES]->(held:Entity)<-[s:INVESTS_IN|OWNS|ACQUIRES]-(o:Entity)
WHERE o.id <> $investor
  AND all(f IN [r, s] WHERE f.status IN ['stated', 'ended']
    AND coalesce(f.valid_from, '') <= $as_of
    AND coalesce(f.valid_to, CASE f.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of)
WITH o, held, [r, s] AS facts
ORDER BY held.id, [x IN facts | x.id]
WITH o, collect(DISTINCT held.name) AS firms, collect(facts) AS ways
WITH o, firms, ways[0] AS facts
RETURN o.id AS other,
  o.name AS other_name,
  size(firms) AS shared,
  firms,
  [f IN facts | f.quote] AS quotes,
  [f IN facts | f.sources] AS sources,
  [f IN facts | coalesce(f.start, f.date, f.published, f.first_seen)] AS dates
ORDER BY shared DESC, other
LIMIT $limit
