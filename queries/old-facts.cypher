// ---
// title: Facts not heard of lately
// question: Which facts that count today rest only on sources older than a day?
// parameters:
//   entity: {type: entity, description: whom, example: TSMC}
//   before: {type: date, description: "the newest source, or else the start, lies before this day", default: 2022-01-01, example: 2022-01-01}
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   newest: when the newest source was published; else when the fact began
//   fact: the fact as it is stated
//   relation: relation type
//   other: entity id of the other end
//   confidence: 0 to 1
//   quote: its evidence
//   sources: its source ids
//   date: when it began; else when its source was published; else when it was read
//   id: id of the fact, for the query `evidence`
// example: {entity: TSMC}
// ---
MATCH (e:Entity {id: $entity})-[r]-(other:Entity)
WHERE coalesce(r.published, r.valid_from, r.date) < $before
  AND r.status IN ['stated', 'ended']
    AND coalesce(r.valid_from, '') <= $as_of
    AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
RETURN DISTINCT coalesce(r.published, r.valid_from, r.date) AS newest,
  startNode(r).name + ' -[' + type(r) + ']-> ' + endNode(r).name AS fact,
  type(r) AS relation,
  other.id AS other,
  r.confidence AS confidence,
  r.quote AS quote,
  r.sources AS sources,
  coalesce(r.start, r.date, r.published, r.first_seen) AS date,
  r.id AS id
ORDER BY newest, relation, other, id
LIMIT $limit
