// ---
// title: Who supports and who opposes
// question: Who speaks for or against a policy, a firm or a country, and who lobbies it?
// parameters:
//   entity: {type: entity, description: "a policy, agent or country", example: AI Diffusion Rule}
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   stance: SUPPORTS, OPPOSES or LOBBIES
//   who: entity id
//   who_name: its name
//   statement: what was said, where stated
//   amount: sum spent, where stated
//   currency: its currency
//   status: stated, alleged, planned or ended
//   quote: its evidence
//   sources: its source ids
//   date: when it began; else when its source was published; else when it was read
// edges: [who stance entity]
// example: {entity: AI Diffusion Rule}
// ---
MATCH (e:Entity {id: $entity})<-[r:SUPPORTS|OPPOSES|LOBBIES]-(who:Entity)
WHERE coalesce(r.valid_from, r.date, '') <= $as_of
RETURN type(r) AS stance,
  who.id AS who,
  who.name AS who_name,
  r.statement AS statement,
  r.amount AS amount,
  r.currency AS currency,
  r.status AS status,
  r.quote AS quote,
  r.sources AS sources,
  coalesce(r.start, r.date, r.published, r.first_seen) AS date
ORDER BY stance, who, r.id
LIMIT $limit
