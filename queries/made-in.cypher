// ---
// title: What a country makes
// question: Which chips and technologies do a country and its firms make, and with which share of the market?
// parameters:
//   country: {type: entity, description: the country, example: Taiwan}
//   limit: {type: integer, description: how many rows at most, default: 500, min: 1, max: 10000}
// columns:
//   item: entity id
//   item_name: its name
//   type: its entity type
//   maker: entity id
//   maker_name: its name
//   share_of_market: percent, where stated
//   status: stated, alleged, planned or ended
//   quotes: list; the evidence of the making, then of the maker's place
//   sources: list; the source ids of each
//   dates: list; for each when it began; else when its source was published; else when it was read
// edges: [maker MANUFACTURES item]
// example: {country: Taiwan}
// ---
MATCH (c:Entity {id: $country})<-[at:BASED_IN*0..1]-(m:Entity)
WHERE all(f IN at WHERE f.status IN ['stated', 'ended']
    AND coalesce(f.valid_from, '') <= $as_of
    AND coalesce(f.valid_to, CASE f.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of)
MATCH (m)-[r:MANUFACTURES]->(t:Entity)
WHERE coalesce(r.valid_from, '') <= $as_of
    AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
RETURN t.id AS item,
  t.name AS item_name,
  t.type AS type,
  m.id AS maker,
  m.name AS maker_name,
  r.share_of_market AS share_of_market,
  r.status AS status,
  [f IN [r] + at | f.quote] AS quotes,
  [f IN [r] + at | f.sources] AS sources,
  [f IN [r] + at | coalesce(f.start, f.date, f.published, f.first_seen)] AS dates
ORDER BY coalesce(share_of_market, -1.0) DESC, item, maker, r.id
LIMIT $limit
