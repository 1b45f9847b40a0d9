// ---
// title: On whose word
// question: Which facts about an entity does a source give on somebody's word, and on whose?
// parameters:
//   entity: {type: entity, description: whom, example: Nvidia}
//   who: {type: entity, description: whose word; anybody's unless given, default: null, example: BIS}
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   fact: the fact as it is stated
//   relation: relation type
//   other: entity id of the other end
//   who: entity id of whose word it is
//   who_name: its name, where the graph has it
//   status: stated, alleged, planned or ended
//   confidence: 0 to 1
//   quote: its evidence
//   sources: its source ids
//   date: when it began; else when its source was published; else when it was read
//   id: id of the fact, for the query `evidence`
// example: {entity: Nvidia}
// ---
MATCH (e:Entity {id: $entity})-[r]-(other:Entity)
WHERE r.attributed_to IS NOT NULL
  AND ($who IS NULL OR r.attributed_to = $who)
  AND coalesce(r.valid_from, '') <= $as_of
WITH DISTINCT r, other, r.attributed_to AS said
OPTIONAL MATCH (w:Entity {id: said})
RETURN startNode(r).name + ' -[' + type(r) + ']-> ' + endNode(r).name AS fact,
  type(r) AS relation,
  other.id AS other,
  said AS who,
  w.name AS who_name,
  r.status AS status,
  r.confidence AS confidence,
  r.quote AS quote,
  r.sources AS sources,
  coalesce(r.start, r.date, r.published, r.first_seen) AS date,
  r.id AS id
ORDER BY who, relation, other, id
LIMIT $limit
