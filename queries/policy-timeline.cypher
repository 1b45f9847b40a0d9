// ---
// title: Timeline of policies
// question: Which policies were issued when, by whom, on what, and which were repealed since?
// parameters:
//   issuer: {type: entity, description: one issuer; all unless given, default: null, example: BIS}
//   since: {type: date, description: none that took effect before this day, default: null, example: 2022-01-01}
//   limit: {type: integer, description: how many rows at most, default: 500, min: 1, max: 10000}
// columns:
//   effective: first day of effect; else the day of issue; else when the source was published
//   policy: entity id
//   policy_name: its name
//   issuer: entity id
//   issuer_name: its name
//   repealed: day of repeal, where known
//   aims: list; names of what it restricts, targets or licenses
//   quote: its evidence
//   sources: its source ids
//   date: when it began; else when its source was published; else when it was read
// edges: [issuer ISSUES policy]
// example: {issuer: BIS}
// ---
MATCH (issuer:Entity)-[r:ISSUES]->(p:Policy)
WHERE ($issuer IS NULL OR issuer.id = $issuer)
  AND r.status IN ['stated', 'ended']
  AND coalesce(p.effective, r.valid_from, r.date, '') <= $as_of
  AND ($since IS NULL OR coalesce(p.effective, r.start, r.date, r.published, '') >= $since)
OPTIONAL MATCH (p)-[:RESTRICTS|TARGETS|LICENSES]->(aim:Entity)
WITH issuer, r, p, aim
ORDER BY aim.id
WITH issuer, r, p, collect(DISTINCT aim.name) AS aims
RETURN coalesce(p.effective, r.start, r.date, r.published) AS effective,
  p.id AS policy,
  p.name AS policy_name,
  issuer.id AS issuer,
  issuer.name AS issuer_name,
  p.repealed AS repealed,
  aims,
  r.quote AS quote,
  r.sources AS sources,
  coalesce(r.start, r.date, r.published, r.first_seen) AS date
ORDER BY coalesce(effective, ''), policy, issuer, r.id
LIMIT $limit
