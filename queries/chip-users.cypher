// ---
// title: Users of a chip
// question: Who uses a chip or trains on it, how many, and who is behind the models and facilities that do?
// parameters:
//   chip: {type: entity, description: a chip or other technology, example: Nvidia H100}
//   limit: {type: integer, description: how many rows at most, default: 500, min: 1, max: 10000}
// columns:
//   relation: USES or TRAINED_ON
//   user: entity id
//   user_name: its name
//   type: its entity type
//   quantity: number of chips, where stated
//   behind: list; names of who develops, owns or runs the model or facility
//   status: stated, alleged, planned or ended
//   end: when the use ended, where stated
//   quote: its evidence
//   sources: its source ids
//   date: when it began; else when its source was published; else when it was read
// edges: [user relation chip]
// example: {chip: Nvidia H100}
// ---
MATCH (chip:Entity {id: $chip})<-[r:USES|TRAINED_ON]-(u:Entity)
WHERE coalesce(r.valid_from, '') <= $as_of
OPTIONAL MATCH (u)<-[:DEVELOPS|OWNS|OPERATES]-(b:Entity)
WITH r, u, b
ORDER BY b.id
WITH r, u, collect(DISTINCT b.name) AS behind
RETURN type(r) AS relation,
  u.id AS user,
  u.name AS user_name,
  u.type AS type,
  r.quantity AS quantity,
  behind,
  r.status AS status,
  r.end AS end,
  r.quote AS quote,
  r.sources AS sources,
  coalesce(r.start, r.date, r.published, r.first_seen) AS date
ORDER BY coalesce(quantity, -1.0) DESC, relation, user, r.id
LIMIT $limit
