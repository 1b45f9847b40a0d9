// ---
// title: Policies repealed
// question: Which policies have been repealed or have ended, and what had they been aimed at?
// parameters:
//   since: {type: date, description: none repealed before this day, default: 2000-01-01, example: 2025-01-01}
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   repealed: day of repeal, where known
//   policy: entity id
//   policy_name: its name
//   effective: since when it applied, where known
//   relation: RESTRICTS, TARGETS or LICENSES
//   aim: entity id
//   aim_name: its name
//   quote: the evidence of the aim
//   sources: its source ids
//   date: when it began; else when its source was published; else when it was read
// edges: [policy relation aim]
// example: {}
// ---
MATCH (p:Policy)-[r:RESTRICTS|TARGETS|LICENSES]->(aim:Entity)
WHERE coalesce(p.repealed, r.valid_to) <= $as_of
  AND coalesce(p.repealed, r.valid_to) >= $since
RETURN coalesce(p.repealed, r.valid_to) AS repealed,
  p.id AS policy,
  p.name AS policy_name,
  p.effective AS effective,
  type(r) AS relation,
  aim.id AS aim,
  aim.name AS aim_name,
  r.quote AS quote,
  r.sources AS sources,
  coalesce(r.start, r.date, r.published, r.first_seen) AS date
ORDER BY repealed DESC, policy, relation, aim, r.id
LIMIT $limit
