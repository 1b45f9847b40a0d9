// ---
// title: Contradicted facts
// question: Where does one source deny, end or doubt what another states?
// parameters:
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   fact: id of the fact
//   relation: relation type
//   subject: id of the subject
//   object: id of the object
//   contradiction: what differs
//   status_a: status in the first source; "denied" where it says that it is not so
//   status_b: status in the second source
//   quotes: list; the words of both sources
//   sources: list; the ids of both sources
//   dates: list; for each, when the fact began, as the source says; else when the source was published; else when it was read
// edges: [subject relation object]
// example: {}
// ---
MATCH (one:Statement {kind: 'relation'})-[:FROM]->(source_one:Source)
WHERE one.last_seen IS NULL AND coalesce(one.review, '') <> 'rejected'
  AND coalesce(one.start, '') <= $as_of
WITH one, source_one, one.fact AS fact
MATCH (two:Statement {fact: fact})-[:FROM]->(source_two:Source)
WHERE two.last_seen IS NULL AND coalesce(two.review, '') <> 'rejected'
  AND coalesce(two.start, '') <= $as_of
  AND one.id < two.id
  AND (coalesce(one.negated, false) <> coalesce(two.negated, false)
    OR coalesce(one.status, 'stated') <> coalesce(two.status, 'stated'))
RETURN fact,
  one.type AS relation,
  one.subject AS subject,
  one.object AS object,
  CASE WHEN coalesce(one.negated, false) <> coalesce(two.negated, false)
    THEN 'one source denies it' ELSE 'the status differs' END AS contradiction,
  CASE WHEN one.negated THEN 'denied' ELSE coalesce(one.status, 'stated') END AS status_a,
  CASE WHEN two.negated THEN 'denied' ELSE coalesce(two.status, 'stated') END AS status_b,
  [s IN [one, two] |
    coalesce(s.quote, s.part + ' row ' + toString(s.row) + ': ' + s.columns)] AS quotes,
  [source_one.id, source_two.id] AS sources,
  [coalesce(one.start, source_one.published, one.first_seen),
    coalesce(two.start, source_two.published, two.first_seen)] AS dates
ORDER BY contradiction, fact, one.id, two.id
LIMIT $limit
