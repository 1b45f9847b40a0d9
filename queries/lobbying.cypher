// ---
// title: Lobbying
// question: Who lobbies which governments, agencies, people and policies, and at what cost?
// parameters:
//   who: {type: entity, description: who lobbies; anyone unless given, default: null, example: Nvidia}
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   who: entity id
//   who_name: its name
//   whom: entity id
//   whom_name: its name
//   whom_type: its entity type
//   amount: sum, where stated
//   currency: its currency
//   status: stated, alleged, planned or ended
//   quote: its evidence
//   sources: its source ids
//   date: when it began; else when its source was published; else when it was read
// edges: [who LOBBIES whom]
// example: {}
// ---
MATCH (who:Entity)-[r:LOBBIES]->(whom:Entity)
WHERE ($who IS NULL OR who.id = $who)
  AND coalesce(r.valid_from, r.date, '') <= $as_of
RETURN who.id AS who,
  who.name AS who_name,
  whom.id AS whom,
  whom.name AS whom_name,
  whom.type AS whom_type,
  r.amount AS amount,
  r.currency AS currency,
  r.status AS status,
  r.quote AS quote,
  r.sources AS sources,
  coalesce(r.start, r.date, r.published, r.first_seen) AS date
ORDER BY coalesce(amount, 0.0) DESC, who, whom, r.id
LIMIT $limit
