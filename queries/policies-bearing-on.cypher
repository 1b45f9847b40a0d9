// ---
// title: Policies that bear on an entity
// question: Which laws, rules and lists name in their own text an entity, what it makes and uses, or where it is based? (Entries of lists are in listings-of.)
// parameters:
//   entity: {type: entity, description: whom, example: Baidu}
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   policy: entity id
//   name: its name
//   issuer: entity id of who issued it
//   issuer_name: its name
//   relation: TARGETS, RESTRICTS or LICENSES
//   aim: entity id of what the policy names
//   aim_name: its name
//   destination: name of the destination, where the policy has one
//   tie: how the entity is tied to the aim; "itself" where the policy names it
//   quotes: list; the evidence of the policy, then of the tie
//   sources: list; the source ids of each
//   dates: list; for each when it began; else when its source was published; else when it was read
// edges: [policy relation aim]
// example: {entity: Baidu}
// ---
MATCH (e:Entity {id: $entity})-[ties:DEVELOPS|MANUFACTURES|USES|TRAINED_ON|OPERATES|BASED_IN|PART_OF*0..1]->(n:Entity)
WHERE all(f IN ties WHERE f.status IN ['stated', 'ended']
  AND coalesce(f.valid_from, '') <= $as_of
  AND coalesce(f.valid_to, CASE f.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of)
MATCH (policy:Policy)-[m:TARGETS|RESTRICTS|LICENSES]->(aim:Entity)
WHERE (aim.id = n.id OR m.destination = n.id)
  AND m.status IN ['stated', 'ended']
    AND coalesce(m.valid_from, '') <= $as_of
    AND coalesce(m.valid_to, CASE m.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
OPTIONAL MATCH (issuer:Entity)-[:ISSUES]->(policy)
WITH policy, m, aim, ties, n, issuer
ORDER BY issuer.id
WITH policy, m, aim, ties, n, collect(issuer) AS issuers
RETURN policy.id AS policy,
  policy.name AS name,
  issuers[0].id AS issuer,
  issuers[0].name AS issuer_name,
  type(m) AS relation,
  aim.id AS aim,
  aim.name AS aim_name,
  m.destination_name AS destination,
  CASE size(ties) WHEN 0 THEN 'itself'
    ELSE startNode(ties[0]).name + ' -[' + type(ties[0]) + ']-> ' + n.name
  END AS tie,
  [f IN [m] + ties | f.quote] AS quotes,
  [f IN [m] + ties | f.sources] AS sources,
  [f IN [m] + ties | coalesce(f.start, f.date, f.published, f.first_seen)] AS dates
ORDER BY size(ties), policy, relation, aim, m.id, [f IN ties | f.id]
LIMIT $limit
