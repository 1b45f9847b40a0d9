// ---
// title: Owners of compute by country
// question: Who owns and runs which data centres and clusters, and in which country do they stand?
// parameters:
//   country: {type: entity, description: one country; all unless given, default: null, example: United States}
//   limit: {type: integer, description: how many rows at most, default: 500, min: 1, max: 10000}
// columns:
//   country: entity id
//   country_name: its name
//   facility: entity id
//   facility_name: its name
//   relation: OWNS or OPERATES
//   owner: entity id
//   owner_name: its name
//   facility_status: state of the facility, where stated
//   h100_equivalents: computing power in Nvidia H100s, where stated
//   capacity_mw: power in megawatts, where stated
//   chip_count: number of chips, where stated
//   quotes: list; the evidence of the ownership, then of the place
//   sources: list; the source ids of each
//   dates: list; for each when it began; else when its source was published; else when it was read
// edges: [owner relation facility, facility BASED_IN country]
// example: {country: United States}
// ---
MATCH (c:Country)<-[at:BASED_IN]-(f:Facility)
WHERE ($country IS NULL OR c.id = $country)
  AND at.status IN ['stated', 'ended']
    AND coalesce(at.valid_from, '') <= $as_of
    AND coalesce(at.valid_to, CASE at.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
MATCH (f)<-[r:OWNS|OPERATES]-(o:Entity)
WHERE r.status IN ['stated', 'ended']
  AND coalesce(r.valid_from, '') <= $as_of
  AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
RETURN c.id AS country,
  c.name AS country_name,
  f.id AS facility,
  f.name AS facility_name,
  type(r) AS relation,
  o.id AS owner,
  o.name AS owner_name,
  f.status AS facility_status,
  f.h100_equivalents AS h100_equivalents,
  f.capacity_mw AS capacity_mw,
  f.chip_count AS chip_count,
  [x IN [r, at] | x.quote] AS quotes,
  [x IN [r, at] | x.sources] AS sources,
  [x IN [r, at] | coalesce(x.start, x.date, x.published, x.first_seen)] AS dates
ORDER BY country, coalesce(h100_equivalents, 0) DESC, facility, relation, owner
LIMIT $limit
