// ---
// title: New designations
// question: Whom has which authority put on a list since a day?
// parameters:
//   since: {type: date, description: the first day, default: 2000-01-01, example: 2019-01-01}
//   country: {type: entity, description: only entities based there; all unless given, default: null, example: China}
//   limit: {type: integer, description: how many rows at most, default: 500, min: 1, max: 10000}
// columns:
//   began: first day of the designation
//   whom: entity id
//   whom_name: its name
//   authority: entity id
//   authority_name: its name
//   program: list or program, where stated
//   status: stated, alleged, planned or ended
//   quote: its evidence
//   sources: its source ids
//   date: when it began; else when its source was published; else when it was read
// edges: [authority SANCTIONS whom]
// example: {since: 2019-01-01}
// ---
MATCH (a:Entity)-[r:SANCTIONS]->(e:Entity)
WHERE r.valid_from >= $since AND r.valid_from <= $as_of
  AND ($country IS NULL OR EXISTS { MATCH (e)-[:BASED_IN]->(:Country {id: $country}) })
RETURN r.valid_from AS began,
  e.id AS whom,
  e.name AS whom_name,
  a.id AS authority,
  a.name AS authority_name,
  coalesce(r.list_name, r.program) AS program,
  r.status AS status,
  r.quote AS quote,
  r.sources AS sources,
  coalesce(r.start, r.date, r.published, r.first_seen) AS date
ORDER BY began DESC, whom, authority, r.id
LIMIT $limit
