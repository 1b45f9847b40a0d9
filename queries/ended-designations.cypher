// ---
// title: Designations that ended
// question: Whom has an authority taken off its lists?
// parameters:
//   since: {type: date, description: no designation that ended before this day, default: 2000-01-01, example: 2015-01-01}
//   limit: {type: integer, description: how many rows at most, default: 500, min: 1, max: 10000}
// columns:
//   ended: last day of the designation, where known
//   whom: entity id
//   whom_name: its name
//   authority: entity id
//   authority_name: its name
//   program: list or program, where stated
//   quote: its evidence
//   sources: its source ids
//   date: when it began; else when its source was published; else when it was read
// edges: [authority SANCTIONS whom]
// example: {since: 2015-01-01}
// ---
MATCH (a:Entity)-[r:SANCTIONS]->(e:Entity)
WHERE coalesce(r.valid_from, '') <= $as_of
  AND (r.valid_to < $as_of OR r.status = 'ended' AND r.valid_to IS NULL)
  AND coalesce(r.valid_to, '9999') >= $since
RETURN r.valid_to AS ended,
  e.id AS whom,
  e.name AS whom_name,
  a.id AS authority,
  a.name AS authority_name,
  coalesce(r.list_name, r.program) AS program,
  r.quote AS quote,
  r.sources AS sources,
  coalesce(r.start, r.date, r.published, r.first_seen) AS date
ORDER BY coalesce(ended, '') DESC, whom, authority, r.id
LIMIT $limit
