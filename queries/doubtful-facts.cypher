// ---
// title: Doubtful facts about an entity
// question: What is only alleged, planned or contradicted about an entity?
// parameters:
//   entity: {type: entity, description: whom, example: OpenAI}
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   fact: the fact as it is stated
//   relation: relation type
//   other: entity id of the other end
//   status: stated, alleged, planned or ended
//   contradicted_by: number of statements that deny it
//   confidence: 0 to 1
//   quote: its evidence
//   sources: its source ids
//   date: when it began; else when its source was published; else when it was read
//   id: id of the fact, for the query `evidence`
// example: {entity: OpenAI}
// ---
MATCH (e:Entity {id: $entity})-[r]-(other:Entity)
WHERE (r.status IN ['alleged', 'planned'] OR r.contradicted_by > 0)
  AND (r.status = 'planned' OR coalesce(r.valid_from, '') <= $as_of)
  AND coalesce(r.valid_to, '9999') >= $as_of
RETURN DISTINCT startNode(r).name + ' -[' + type(r) + ']-> ' + endNode(r).name AS fact,
  type(r) AS relation,
  other.id AS other,
  r.status AS status,
  coalesce(r.contradicted_by, 0) AS contradicted_by,
  r.confidence AS confidence,
  r.quote AS quote,
  r.sources AS sources,
  coalesce(r.start, r.date, r.published, r.first_seen) AS date,
  r.id AS id
ORDER BY confidence, relation, other, id
LIMIT $limit
