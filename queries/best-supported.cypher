// ---
// title: Best supported facts
// question: Which facts about an entity do the most sources state?
// parameters:
//   entity: {type: entity, description: whom, example: TSMC}
//   limit: {type: integer, description: how many rows at most, default: 50, min: 1, max: 10000}
// columns:
//   fact: the fact as it is stated
//   relation: relation type
//   other: entity id of the other end
//   source_count: number of sources
//   statement_count: number of statements
//   confidence: 0 to 1
//   status: stated, alleged, planned or ended
//   quote: its evidence
//   sources: its source ids
//   date: when it began; else when its source was published; else when it was read
//   id: id of the fact, for the query `evidence`
// example: {entity: TSMC}
// ---
MATCH (e:Entity {id: $entity})-[r]-(other:Entity)
WHERE coalesce(r.valid_from, '') <= $as_of
    AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
RETURN DISTINCT startNode(r).name + ' -[' + type(r) + ']-> ' + endNode(r).name AS fact,
  type(r) AS relation,
  other.id AS other,
  r.source_count AS source_count,
  r.statement_count AS statement_count,
  r.confidence AS confidence,
  r.status AS status,
  r.quote AS quote,
  r.sources AS sources,
  coalesce(r.start, r.date, r.published, r.first_seen) AS date,
  r.id AS id
ORDER BY source_count DESC, statement_count DESC, confidence DESC, relation, other, id
LIMIT $limit
