// ---
// title: Licences
// question: Who permits whom what would otherwise be forbidden, on which conditions?
// parameters:
//   whom: {type: entity, description: who is permitted; anyone unless given, default: null, example: G42}
//   by: {type: entity, description: who permits; anyone unless given, default: null, example: BIS}
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   by: entity id
//   by_name: its name
//   whom: entity id
//   whom_name: its name
//   item: entity id of what is licensed, where stated
//   item_name: its name
//   conditions: what the licence demands, where stated
//   status: stated, alleged, planned or ended
//   end: when it ended, where stated
//   quote: its evidence
//   sources: its source ids
//   date: when it began; else when its source was published; else when it was read
// edges: [by LICENSES whom]
// example: {whom: G42}
// ---
MATCH (by:Entity)-[r:LICENSES]->(whom:Entity)
WHERE ($whom IS NULL OR whom.id = $whom)
  AND ($by IS NULL OR by.id = $by)
  AND coalesce(r.valid_from, '') <= $as_of
    AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
RETURN by.id AS by,
  by.name AS by_name,
  whom.id AS whom,
  whom.name AS whom_name,
  r.item AS item,
  r.item_name AS item_name,
  r.conditions AS conditions,
  r.status AS status,
  r.end AS end,
  r.quote AS quote,
  r.sources AS sources,
  coalesce(r.start, r.date, r.published, r.first_seen) AS date
ORDER BY whom, by, coalesce(item, ''), r.id
LIMIT $limit
