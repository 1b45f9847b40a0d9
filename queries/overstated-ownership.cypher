// ---
// title: Shares that do not add up
// question: Of which entities do the stated shares add up to more than the whole?
// parameters:
//   least: {type: float, description: sum from which an entity is listed, default: 100.01, min: 0}
//   limit: {type: integer, description: how many rows at most, default: 100, min: 1, max: 10000}
// columns:
//   owned: entity id
//   owned_name: its name
//   total: sum of the shares in percent
//   owners: list; names of the owners, the largest first
//   shares: list; the share of each, percent
//   quotes: list; the evidence of each share
//   sources: list; the source ids of each
//   dates: list; for each when it began; else when its source was published; else when it was read
// example: {}
// ---
MATCH (o:Entity)-[r:OWNS]->(e:Entity)
WHERE r.share IS NOT NULL
  AND r.status IN ['stated', 'ended']
    AND coalesce(r.valid_from, '') <= $as_of
    AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
WITH e, o, r
ORDER BY e.id, r.share DESC, o.id, r.id
WITH e, sum(r.share) AS total, collect(o.name) AS owners, collect(r) AS facts
WHERE total >= $least
RETURN e.id AS owned,
  e.name AS owned_name,
  round(total, 4) AS total,
  owners,
  [f IN facts | f.share] AS shares,
  [f IN facts | f.quote] AS quotes,
  [f IN facts | f.sources] AS sources,
  [f IN facts | coalesce(f.start, f.date, f.published, f.first_seen)] AS dates
ORDER BY total DESC, owned
LIMIT $limit
