// ---
// title: What is restricted, and to where
// question: Which technologies does a government or policy restrict for a destination, and who makes them?
// parameters:
//   destination: {type: entity, description: a country or entity; all unless given, default: null, example: China}
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   by: entity id of the government, agency or policy
//   by_name: its name
//   technology: entity id
//   technology_name: its name
//   destination: entity id, null where the restriction is general
//   destination_name: its name
//   status: stated, alleged, planned or ended
//   makers: list; names of who makes or develops the technology
//   quote: the evidence of the restriction
//   sources: its source ids
//   date: when it began; else when its source was published; else when it was read
//   end: when it ended, where stated
// edges: [by RESTRICTS technology]
// example: {destination: China}
// ---
MATCH (by:Entity)-[r:RESTRICTS]->(t:Entity)
WHERE ($destination IS NULL OR r.destination = $destination)
  AND coalesce(r.valid_from, '') <= $as_of
  AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
OPTIONAL MATCH (t)<-[:MANUFACTURES|DEVELOPS]-(maker:Entity)
WITH by, r, t, maker
ORDER BY maker.id
WITH by, r, t, collect(DISTINCT maker.name) AS makers
RETURN by.id AS by,
  by.name AS by_name,
  t.id AS technology,
  t.name AS technology_name,
  r.destination AS destination,
  r.destination_name AS destination_name,
  r.status AS status,
  makers,
  r.quote AS quote,
  r.sources AS sources,
  coalesce(r.start, r.date, r.published, r.first_seen) AS date,
  r.end AS end
ORDER BY technology, destination, by, r.id
LIMIT $limit
