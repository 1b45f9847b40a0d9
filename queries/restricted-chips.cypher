// ---
// title: Restricted chips and their makers
// question: Which chips are restricted, by whom and for where, and who designs and makes them in which country?
// parameters:
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   chip: entity id
//   chip_name: its name
//   by: entity id of the policy or authority
//   by_name: its name
//   destination_name: name of the destination, where stated
//   status: stated, alleged, planned or ended
//   relation: DEVELOPS or MANUFACTURES
//   maker: entity id
//   maker_name: its name
//   maker_country: name of the country where it is based, where known
//   quotes: list; the evidence of the restriction, of the making and of the maker's place
//   sources: list; the source ids of each
//   dates: list; for each when it began; else when its source was published; else when it was read
// edges: [by RESTRICTS chip, maker relation chip]
// example: {}
// ---
MATCH (by:Entity)-[r:RESTRICTS]->(chip:Chip)
WHERE coalesce(r.valid_from, '') <= $as_of
    AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
OPTIONAL MATCH (chip)<-[k:DEVELOPS|MANUFACTURES]-(maker:Entity)
WHERE k.status IN ['stated', 'ended']
    AND coalesce(k.valid_from, '') <= $as_of
    AND coalesce(k.valid_to, CASE k.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
OPTIONAL MATCH (maker)-[at:BASED_IN]->(c:Country)
WHERE at.status IN ['stated', 'ended']
    AND coalesce(at.valid_from, '') <= $as_of
    AND coalesce(at.valid_to, CASE at.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
WITH by, r, chip, k, maker, c, at, [f IN [r, k, at] WHERE f IS NOT NULL] AS facts
RETURN chip.id AS chip,
  chip.name AS chip_name,
  by.id AS by,
  by.name AS by_name,
  r.destination_name AS destination_name,
  r.status AS status,
  type(k) AS relation,
  maker.id AS maker,
  maker.name AS maker_name,
  c.name AS maker_country,
  [f IN facts | f.quote] AS quotes,
  [f IN facts | f.sources] AS sources,
  [f IN facts | coalesce(f.start, f.date, f.published, f.first_seen)] AS dates
ORDER BY chip, by, relation, coalesce(maker, ''), coalesce(maker_country, ''), r.id
LIMIT $limit
