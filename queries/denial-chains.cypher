// ---
// title: From policy to product to user
// question: Which restricted products does who use or train on, and does the restriction name where they are based?
// parameters:
//   destination: {type: entity, description: a destination of the restriction; all unless given, default: null, example: China}
//   limit: {type: integer, description: how many rows at most, default: 500, min: 1, max: 10000}
// columns:
//   by: entity id of the policy or authority that restricts
//   by_name: its name
//   product: entity id
//   product_name: its name
//   destination: entity id, where the restriction names one
//   destination_name: its name
//   relation: USES or TRAINED_ON
//   user: entity id of the firm, facility or model
//   user_name: its name
//   behind: entity id of who develops or runs it, where it is a model or facility
//   behind_name: its name
//   reaches: whether the user, or who is behind it, is based at the destination
//   quotes: list; the evidence of the restriction, of the use, and of who is behind it
//   sources: list; the source ids of each
//   dates: list; for each when it began; else when its source was published; else when it was read
// edges: [by RESTRICTS product, user relation product]
// example: {destination: China}
// ---
MATCH (by:Entity)-[r:RESTRICTS]->(product:Entity)
WHERE ($destination IS NULL OR r.destination = $destination)
  AND r.status IN ['stated', 'ended']
    AND coalesce(r.valid_from, '') <= $as_of
    AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
MATCH (product)<-[u:USES|TRAINED_ON]-(user:Entity)
WHERE coalesce(u.valid_from, '') <= $as_of
  AND u.status IN ['stated', 'ended']
OPTIONAL MATCH (user)<-[d:DEVELOPS|OPERATES]-(behind:Entity)
WHERE d.status IN ['stated', 'ended']
    AND coalesce(d.valid_from, '') <= $as_of
    AND coalesce(d.valid_to, CASE d.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
OPTIONAL MATCH (one:Entity)-[at:BASED_IN]->(place:Entity)
WHERE one.id IN [user.id, behind.id] AND place.id = r.destination
WITH by, r, product, u, user, d, behind, count(at) > 0 AS reaches,
  [f IN [r, u, d] WHERE f IS NOT NULL] AS facts
RETURN by.id AS by,
  by.name AS by_name,
  product.id AS product,
  product.name AS product_name,
  r.destination AS destination,
  r.destination_name AS destination_name,
  type(u) AS relation,
  user.id AS user,
  user.name AS user_name,
  behind.id AS behind,
  behind.name AS behind_name,
  reaches,
  [f IN facts | f.quote] AS quotes,
  [f IN facts | f.sources] AS sources,
  [f IN facts | coalesce(f.start, f.date, f.published, f.first_seen)] AS dates
ORDER BY reaches DESC, product, by, user, coalesce(behind, ''), r.id, u.id
LIMIT $limit
