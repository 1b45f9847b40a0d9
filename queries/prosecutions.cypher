// ---
// title: Prosecutions
// question: Whom do authorities charge, sue or fine, and with what outcome?
// parameters:
//   whom: {type: entity, description: one defendant; all unless given, default: null, example: Rosfab}
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   authority: entity id
//   authority_name: its name
//   whom: entity id
//   whom_name: its name
//   charge: the offence alleged, where stated
//   outcome: how the case ended, where stated
//   amount: sum, where stated
//   currency: its currency
//   status: stated, alleged, planned or ended
//   quote: its evidence
//   sources: its source ids
//   date: when it began; else when its source was published; else when it was read
// edges: [authority PROSECUTES whom]
// example: {}
// ---
MATCH (a:Entity)-[r:PROSECUTES]->(e:Entity)
WHERE ($whom IS NULL OR e.id = $whom)
  AND coalesce(r.valid_from, r.date, '') <= $as_of
RETURN a.id AS authority,
  a.name AS authority_name,
  e.id AS whom,
  e.name AS whom_name,
  r.charge AS charge,
  r.outcome AS outcome,
  r.amount AS amount,
  r.currency AS currency,
  r.status AS status,
  r.quote AS quote,
  r.sources AS sources,
  coalesce(r.start, r.date, r.published, r.first_seen) AS date
ORDER BY coalesce(date, '') DESC, whom, authority, r.id
LIMIT $limit
