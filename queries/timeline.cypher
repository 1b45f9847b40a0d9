// ---
// title: Timeline of an entity
// question: What has happened to an entity, and what has it done, in the order of time?
// parameters:
//   entity: {type: entity, description: whom, example: OpenAI}
//   since: {type: date, description: no fact that began before this day, default: null, example: 2023-01-01}
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   date: when it began; else when its source was published; empty, and last, where neither is known
//   end: when it ended, where stated
//   fact: the fact as it is stated
//   relation: relation type
//   other: entity id of the other end
//   item: name of the item or destination, where the fact has one
//   status: stated, alleged, planned or ended
//   quote: its evidence
//   sources: its source ids
//   read: when it was first read
//   id: id of the fact, for the query `evidence`
// example: {entity: OpenAI}
// ---
MATCH (e:Entity {id: $entity})-[r]-(other:Entity)
WHERE coalesce(r.valid_from, '') <= $as_of
  AND ($since IS NULL OR coalesce(r.valid_from, r.date, r.published) >= $since)
RETURN DISTINCT coalesce(r.start, r.date, r.published) AS date,
  r.end AS end,
  startNode(r).name + ' -[' + type(r) + ']-> ' + endNode(r).name AS fact,
  type(r) AS relation,
  other.id AS other,
  coalesce(r.item_name, r.destination_name) AS item,
  r.status AS status,
  r.quote AS quote,
  r.sources AS sources,
  r.first_seen AS read,
  r.id AS id
ORDER BY date, relation, other, id
LIMIT $limit
