// ---
// title: What was read since a day
// question: Which facts did which sources state for the first time since a day?
// parameters:
//   since: {type: date, description: the first day, default: 2000-01-01, example: 2020-01-01}
//   entity: {type: entity, description: only facts about it; all unless given, default: null, example: Baidu}
//   limit: {type: integer, description: how many rows at most, default: 500, min: 1, max: 10000}
// columns:
//   read: when it was first read
//   fact: id of the fact
//   relation: relation type
//   subject: id of the subject as the source gives it
//   object: id of the object as the source gives it
//   status: stated, alleged, planned or ended
//   withdrawn: when the source stopped saying so
//   quote: its evidence
//   sources: list; the source id
//   date: when it began, as the source says; else when the source was published; else when it was read
// edges: [subject relation object]
// example: {since: 2020-01-01, entity: Baidu}
// ---
OPTIONAL MATCH (i:Identity {canonical: $entity})
WITH collect(i.id) + [$entity] AS ids
MATCH (s:Statement {kind: 'relation'})-[:FROM]->(source:Source)
WHERE s.first_seen >= $since
  AND coalesce(s.start, '') <= $as_of
  AND ($entity IS NULL OR s.subject IN ids OR s.object IN ids)
RETURN s.first_seen AS read,
  s.fact AS fact,
  s.type AS relation,
  s.subject AS subject,
  s.object AS object,
  s.status AS status,
  s.last_seen AS withdrawn,
  coalesce(s.quote, s.part + ' row ' + toString(s.row) + ': ' + s.columns) AS quote,
  [source.id] AS sources,
  coalesce(s.start, source.published, s.first_seen) AS date
ORDER BY read DESC, relation, subject, object, s.id
LIMIT $limit
