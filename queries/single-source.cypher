// ---
// title: Facts of a single source
// question: Which facts about an entity rest on one source only, the least certain first?
// parameters:
//   entity: {type: entity, description: whom, example: OpenAI}
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   fact: the fact as it is stated
//   relation: relation type
//   other: entity id of the other end
//   confidence: 0 to 1
//   status: stated, alleged, planned or ended
//   quote: its evidence
//   sources: list; the one source id
//   source_title: title of the source
//   date: when it began; else when its source was published; else when it was read
//   id: id of the fact, for the query `evidence`
// example: {entity: OpenAI}
// ---
MATCH (e:Entity {id: $entity})-[r]-(other:Entity)
WHERE size(r.sources) = 1
  AND coalesce(r.valid_from, '') <= $as_of
  AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
RETURN DISTINCT startNode(r).name + ' -[' + type(r) + ']-> ' + endNode(r).name AS fact,
  type(r) AS relation,
  other.id AS other,
  r.confidence AS confidence,
  r.status AS status,
  r.quote AS quote,
  r.sources AS sources,
  r.source_titles[0] AS source_title,
  coalesce(r.start, r.date, r.published, r.first_seen) AS date,
  r.id AS id
ORDER BY confidence, relation, other, id
LIMIT $limit
