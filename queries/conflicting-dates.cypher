// ---
// title: Dates on which sources differ
// question: For which facts do two sources give different first or last days?
// parameters:
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   fact: id of the fact
//   relation: relation type
//   subject: id of the subject
//   object: id of the object
//   differs: start or end
//   date_a: date in the first source
//   date_b: date in the second source
//   quotes: list; the words of both sources
//   sources: list; the ids of both sources
//   dates: list; when each source was published; else when it was read
// edges: [subject relation object]
// example: {}
// ---
MATCH (one:Statement {kind: 'relation'})-[:FROM]->(source_one:Source)
WHERE one.last_seen IS NULL AND coalesce(one.review, '') <> 'rejected'
  AND coalesce(one.start, '') <= $as_of
WITH one, source_one, one.fact AS fact
MATCH (two:Statement {fact: fact})-[:FROM]->(source_two:Source)
WHERE two.last_seen IS NULL AND coalesce(two.review, '') <> 'rejected'
  AND one.id < two.id
  AND NOT coalesce(one.negated, false) AND NOT coalesce(two.negated, false)
UNWIND ['start', 'end'] AS differs
WITH fact, one, two, source_one, source_two, differs,
  CASE differs WHEN 'start' THEN one.start ELSE one.end END AS date_a,
  CASE differs WHEN 'start' THEN two.start ELSE two.end END AS date_b
WHERE date_a <> date_b
  AND NOT date_a STARTS WITH date_b AND NOT date_b STARTS WITH date_a
RETURN fact,
  one.type AS relation,
  one.subject AS subject,
  one.object AS object,
  differs,
  date_a,
  date_b,
  [s IN [one, two] |
    coalesce(s.quote, s.part + ' row ' + toString(s.row) + ': ' + s.columns)] AS quotes,
  [source_one.id, source_two.id] AS sources,
  [coalesce(source_one.published, one.first_seen),
    coalesce(source_two.published, two.first_seen)] AS dates
ORDER BY fact, differs, one.id, two.id
LIMIT $limit
