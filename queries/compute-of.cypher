// ---
// title: Compute of a firm
// question: Which facilities does a firm own, run or use, itself or through firms that it owns, and on which chips do they run?
// parameters:
//   firm: {type: entity, description: the firm, example: Microsoft}
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   facility: entity id
//   facility_name: its name
//   tie: the fact that ties the firm to it
//   through: name of the firm owned, where the tie is not the firm's own
//   country_name: where it stands, where known
//   capacity_mw: power in megawatts, where stated
//   h100_equivalents: computing power in Nvidia H100s, where stated
//   chips: list; names of the chips in it
//   quotes: list; the evidence of each holding, then of the tie
//   sources: list; the source ids of each
//   dates: list; for each when it began; else when its source was published; else when it was read
// example: {firm: Microsoft}
// ---
MATCH (e:Entity {id: $firm})-[holdings:OWNS|ACQUIRES*0..1]->(o:Entity)
MATCH (o)-[r:OWNS|OPERATES|USES]->(site:Facility)
WHERE all(f IN holdings + [r] WHERE f.status IN ['stated', 'ended']
    AND coalesce(f.valid_from, '') <= $as_of
    AND coalesce(f.valid_to, CASE f.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of)
OPTIONAL MATCH (site)-[:BASED_IN]->(c:Country)
OPTIONAL MATCH (site)-[:USES]->(chip:Chip)
WITH o, holdings, r, site, c, chip
ORDER BY c.id, chip.id
WITH o, holdings, r, site, collect(DISTINCT c.name) AS places, collect(DISTINCT chip.name) AS chips
RETURN site.id AS facility,
  site.name AS facility_name,
  o.name + ' -[' + type(r) + ']-> ' + site.name AS tie,
  CASE size(holdings) WHEN 0 THEN null ELSE o.name END AS through,
  places[0] AS country_name,
  site.capacity_mw AS capacity_mw,
  site.h100_equivalents AS h100_equivalents,
  chips,
  [f IN holdings + [r] | f.quote] AS quotes,
  [f IN holdings + [r] | f.sources] AS sources,
  [f IN holdings + [r] | coalesce(f.start, f.date, f.published, f.first_seen)] AS dates
ORDER BY coalesce(h100_equivalents, -1.0) DESC, facility, size(holdings), o.id, r.id
LIMIT $limit
