// ---
// title: Market shares
// question: Who makes which share of an item, and in which country?
// parameters:
//   item: {type: entity, description: a technology or chip; all unless given, default: null, example: Photoresist}
//   limit: {type: integer, description: how many rows at most, default: 500, min: 1, max: 10000}
// columns:
//   item: entity id
//   item_name: its name
//   maker: entity id
//   maker_name: its name
//   share_of_market: percent
//   country: entity id of where the maker is based; itself where the maker is a country
//   country_name: its name
//   quotes: list; the evidence of the share, then of the place
//   sources: list; the source ids of each
//   dates: list; for each when it began; else when its source was published; else when it was read
// edges: [maker MANUFACTURES item, maker BASED_IN country]
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
WITH m, r, t, CASE WHEN m:Country THEN m ELSE c END AS place, [f IN [r, at] WHERE f IS NOT NULL] AS facts
RETURN t.id AS item,
  t.name AS item_name,
  m.id AS maker,
  m.name AS maker_name,
  r.share_of_market AS share_of_market,
  place.id AS country,
  place.name AS country_name,
  [f IN facts | f.quote] AS quotes,
  [f IN facts | f.sources] AS sources,
  [f IN facts | coalesce(f.start, f.date, f.published, f.first_seen)] AS dates
ORDER BY item, share_of_market DESC, maker, coalesce(country, ''), r.id
LIMIT $limit
