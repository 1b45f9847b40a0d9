// ---
// title: What a policy does
// question: What does a policy restrict, whom does it target and what does it permit, and who issued it?
// parameters:
//   policy: {type: entity, description: the policy, example: Advanced Computing Rule}
//   limit: {type: integer, description: how many rows at most, default: 500, min: 1, max: 10000}
// columns:
//   relation: RESTRICTS, TARGETS or LICENSES
//   aim: entity id
//   aim_name: its name
//   destination_name: name of the destination, where stated
//   conditions: what a licence demands, where stated
//   status: stated, alleged, planned or ended
//   issuers: list; names of who issued the policy
//   quote: its evidence
//   sources: its source ids
//   date: when it began; else when its source was published; else when it was read
// edges: [policy relation aim]
// example: {policy: Advanced Computing Rule}
// ---
MATCH (p:Entity {id: $policy})-[r:RESTRICTS|TARGETS|LICENSES]->(aim:Entity)
WHERE coalesce(r.valid_from, '') <= $as_of
    AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
OPTIONAL MATCH (issuer:Entity)-[:ISSUES]->(p)
WITH r, aim, issuer
ORDER BY issuer.id
WITH r, aim, collect(DISTINCT issuer.name) AS issuers
RETURN type(r) AS relation,
  aim.id AS aim,
  aim.name AS aim_name,
  r.destination_name AS destination_name,
  r.conditions AS conditions,
  r.status AS status,
  issuers,
  r.quote AS quote,
  r.sources AS sources,
  coalesce(r.start, r.date, r.published, r.first_seen) AS date
ORDER BY relation, aim, r.id
LIMIT $limit
