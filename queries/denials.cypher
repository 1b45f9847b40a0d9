// ---
// title: Denials
// question: Who denies or restricts what, to whom, and which policies bear on it?
// parameters:
//   who: {type: entity, description: who denies; anyone unless given, default: null, example: Anthropic}
//   whom: {type: entity, description: to whom; anyone unless given, default: null, example: China}
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   who: entity id of who denies
//   who_name: its name
//   relation: DENIES_ACCESS, or RESTRICTS where a destination is named
//   whom: entity id of who is denied
//   whom_name: its name
//   what: entity id of the item denied
//   what_name: its name
//   status: stated, alleged, planned or ended
//   policy: entity id of a policy that targets whom or restricts what
//   policy_name: its name
//   quote: the evidence of the denial
//   sources: its source ids
//   date: when it began; else when its source was published; else when it was read
//   policy_relation: TARGETS or RESTRICTS
//   policy_quote: the evidence of the policy
//   policy_sources: its source ids
// edges: [who relation whom]
// example: {who: Anthropic}
// ---
MATCH (a:Entity)-[r:DENIES_ACCESS|RESTRICTS]->(b:Entity)
WHERE (type(r) = 'DENIES_ACCESS' OR r.destination IS NOT NULL)
  AND ($who IS NULL OR a.id = $who)
  AND coalesce(r.valid_from, '') <= $as_of
  AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
WITH a, r,
  CASE type(r) WHEN 'DENIES_ACCESS' THEN b.id ELSE r.destination END AS whom,
  CASE type(r) WHEN 'DENIES_ACCESS' THEN b.name ELSE r.destination_name END AS whom_name,
  CASE type(r) WHEN 'DENIES_ACCESS' THEN r.item ELSE b.id END AS what,
  CASE type(r) WHEN 'DENIES_ACCESS' THEN r.item_name ELSE b.name END AS what_name
WHERE $whom IS NULL OR whom = $whom
OPTIONAL MATCH (policy:Policy)-[t:TARGETS|RESTRICTS]->(aim:Entity)
WHERE policy.id <> a.id
  AND (aim.id IN [whom, what] AND (t.destination IS NULL OR t.destination = whom))
  AND t.status IN ['stated', 'ended']
    AND coalesce(t.valid_from, '') <= $as_of
    AND coalesce(t.valid_to, CASE t.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
RETURN a.id AS who,
  a.name AS who_name,
  type(r) AS relation,
  whom,
  whom_name,
  what,
  what_name,
  r.status AS status,
  policy.id AS policy,
  policy.name AS policy_name,
  r.quote AS quote,
  r.sources AS sources,
  coalesce(r.start, r.date, r.published, r.first_seen) AS date,
  type(t) AS policy_relation,
  t.quote AS policy_quote,
  t.sources AS policy_sources
ORDER BY who, whom, what, r.id, policy, policy_relation, t.id
LIMIT $limit
