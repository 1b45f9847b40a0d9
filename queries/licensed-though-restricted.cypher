// ---
// title: Licensed though restricted
// question: Who holds a licence for something that is restricted, and which restriction does it lift?
// parameters:
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   whom: entity id of who is permitted
//   whom_name: its name
//   item: entity id
//   item_name: its name
//   licensed_by: entity id of who permits
//   licensed_by_name: its name
//   restricted_by: entity id of who restricts
//   restricted_by_name: its name
//   destination_name: destination of the restriction, where stated
//   conditions: what the licence demands, where stated
//   quotes: list; the evidence of the licence, then of the restriction
//   sources: list; the source ids of each
//   dates: list; for each when it began; else when its source was published; else when it was read
// edges: [licensed_by LICENSES whom, restricted_by RESTRICTS item]
// example: {}
// ---
MATCH (by:Entity)-[l:LICENSES]->(whom:Entity)
WHERE l.item IS NOT NULL
  AND l.status IN ['stated', 'ended']
    AND coalesce(l.valid_from, '') <= $as_of
    AND coalesce(l.valid_to, CASE l.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
WITH by, l, whom, l.item AS thing
MATCH (item:Entity {id: thing})<-[r:RESTRICTS]-(who:Entity)
WHERE r.status IN ['stated', 'ended']
    AND coalesce(r.valid_from, '') <= $as_of
    AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
RETURN whom.id AS whom,
  whom.name AS whom_name,
  item.id AS item,
  item.name AS item_name,
  by.id AS licensed_by,
  by.name AS licensed_by_name,
  who.id AS restricted_by,
  who.name AS restricted_by_name,
  r.destination_name AS destination_name,
  l.conditions AS conditions,
  [f IN [l, r] | f.quote] AS quotes,
  [f IN [l, r] | f.sources] AS sources,
  [f IN [l, r] | coalesce(f.start, f.date, f.published, f.first_seen)] AS dates
ORDER BY whom, item, licensed_by, restricted_by, l.id, r.id
LIMIT $limit
