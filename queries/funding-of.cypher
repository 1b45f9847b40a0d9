// ---
// title: Funding of an organization
// question: Who put how much money into an organization, when and in which round?
// parameters:
//   organization: {type: entity, description: "a firm, facility or technology", example: OpenAI}
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   when: date of the investment, where known
//   investor: entity id
//   investor_name: its name
//   amount: sum, where stated
//   currency: its currency
//   round: funding round, where stated
//   status: stated, alleged, planned or ended
//   quote: its evidence
//   sources: its source ids
//   date: when it began; else when its source was published; else when it was read
// edges: [investor INVESTS_IN organization]
// example: {organization: OpenAI}
// ---
MATCH (o:Entity {id: $organization})
WITH o
MATCH (o)<-[r:INVESTS_IN]-(i:Entity)
WHERE coalesce(r.valid_from, r.date, '') <= $as_of
RETURN coalesce(r.date, r.start) AS when,
  i.id AS investor,
  i.name AS investor_name,
  r.amount AS amount,
  r.currency AS currency,
  r.round AS round,
  r.status AS status,
  r.quote AS quote,
  r.sources AS sources,
  coalesce(r.start, r.date, r.published, r.first_seen) AS date
ORDER BY coalesce(when, '') DESC, coalesce(amount, 0.0) DESC, investor, r.id
LIMIT $limit
