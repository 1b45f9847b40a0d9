// ---
// title: Markets by country
// question: Which share of the market for an item sits in which country?
// parameters:
//   item: {type: entity, description: a technology or chip; all unless given, default: null, example: Photoresist}
//   least: {type: float, description: "no country with less than this share, percent", default: 0.0, min: 0, max: 100}
//   limit: {type: integer, description: how many rows at most, default: 500, min: 1, max: 10000}
// columns:
//   item: entity id
//   item_name: its name
//   country: entity id
//   country_name: its name
//   share: sum of the stated shares of the makers based there, or of the country itself where it is larger, percent
//   makers: list; names of those makers
//   quotes: list; the evidence of each share
//   sources: list; the source ids of each
//   dates: list; for each when it began; else when its source was published; else when it was read
// example: {item: Photoresist}
// ---
MATCH (m:Entity)-[r:MANUFACTURES]->(t:Entity)
WHERE ($item IS NULL OR t.id = $item)
  AND r.share_of_market IS NOT NULL
  AND r.status IN ['stated', 'ended']
    AND coalesce(r.valid_from, '') <= $as_of
    AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
OPTIONAL MATCH (m)-[at:BASED_IN]->(c:Country)
WHERE at.status IN ['stated', 'ended']
    AND coalesce(at.valid_from, '') <= $as_of
    AND coalesce(at.valid_to, CASE at.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
WITH m, r, t, CASE WHEN m:Country THEN m ELSE c END AS place
WHERE place IS NOT NULL
WITH DISTINCT t, place, m, r
ORDER BY t.id, place.id, r.share_of_market DESC, m.id, r.id
WITH t, place, collect(DISTINCT m.name) AS makers, collect(r) AS facts,
  sum(CASE WHEN m:Country THEN 0.0 ELSE r.share_of_market END) AS firms,
  max(CASE WHEN m:Country THEN r.share_of_market ELSE 0.0 END) AS whole
WITH t, place, makers, facts, CASE WHEN whole > firms THEN whole ELSE firms END AS share
WHERE share >= $least
RETURN t.id AS item,
  t.name AS item_name,
  place.id AS country,
  place.name AS country_name,
  round(share, 4) AS share,
  makers,
  [f IN facts | f.quote] AS quotes,
  [f IN facts | f.sources] AS sources,
  [f IN facts | coalesce(f.start, f.date, f.published, f.first_seen)] AS dates
ORDER BY item, share DESC, country
LIMIT $limit
