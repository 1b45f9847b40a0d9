// ---
// title: Facilities by capacity
// question: Which data centres, clusters and fabs are the largest, where do they stand and who runs them?
// parameters:
//   country: {type: entity, description: one country; all unless given, default: null, example: United Arab Emirates}
//   status: {type: string, description: "stage as the source gives it, such as planned; all unless given", default: null, example: planned}
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   facility: entity id
//   facility_name: its name
//   facility_status: stage, where stated
//   capacity_mw: power in megawatts, where stated
//   h100_equivalents: computing power in Nvidia H100s, where stated
//   chip_count: number of chips, where stated
//   country: entity id
//   country_name: its name
//   behind: list; names of who owns or runs it
//   quote: its evidence
//   sources: its source ids
//   date: when it began; else when its source was published; else when it was read
// edges: [facility BASED_IN country]
// example: {}
// ---
MATCH (f:Facility)-[r:BASED_IN]->(c:Country)
WHERE ($country IS NULL OR c.id = $country)
  AND ($status IS NULL OR toLower(f.status) = toLower($status))
  AND r.status IN ['stated', 'ended']
    AND coalesce(r.valid_from, '') <= $as_of
    AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
OPTIONAL MATCH (f)<-[:OWNS|OPERATES]-(o:Entity)
WITH f, r, c, o
ORDER BY o.id
WITH f, r, c, collect(DISTINCT o.name) AS behind
RETURN f.id AS facility,
  f.name AS facility_name,
  f.status AS facility_status,
  f.capacity_mw AS capacity_mw,
  f.h100_equivalents AS h100_equivalents,
  f.chip_count AS chip_count,
  c.id AS country,
  c.name AS country_name,
  behind,
  r.quote AS quote,
  r.sources AS sources,
  coalesce(r.start, r.date, r.published, r.first_seen) AS date
ORDER BY coalesce(capacity_mw, -1.0) DESC, coalesce(h100_equivalents, -1.0) DESC, facility, country, r.id
LIMIT $limit
