// ---
// title: Where people went
// question: Where have people who left an organization gone, and what have they founded?
// parameters:
//   organization: {type: entity, description: the organization that they left, example: OpenAI}
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   person: entity id
//   person_name: its name
//   left: when the tie ended, where stated
//   relation: FOUNDED or WORKS_FOR
//   next: entity id of where they went
//   next_name: its name
//   role: role there, where stated
//   since: when that began, where stated
//   quotes: list; the evidence of the tie that ended, then of the next
//   sources: list; the source ids of each
//   dates: list; for each when it began; else when its source was published; else when it was read
// example: {organization: OpenAI}
// ---
MATCH (o:Entity {id: $organization})<-[a:WORKS_FOR|FOUNDED]-(p:Person)
WHERE (a.status = 'ended' OR a.valid_to <= $as_of)
  AND coalesce(a.valid_from, '') <= $as_of
MATCH (p)-[b:WORKS_FOR|FOUNDED]->(n:Entity)
WHERE n.id <> $organization
  AND coalesce(b.valid_from, '') <= $as_of
  AND coalesce(b.start, '9999') >= coalesce(a.start, '')
RETURN p.id AS person,
  p.name AS person_name,
  a.end AS left,
  type(b) AS relation,
  n.id AS next,
  n.name AS next_name,
  b.role AS role,
  b.start AS since,
  [f IN [a, b] | f.quote] AS quotes,
  [f IN [a, b] | f.sources] AS sources,
  [f IN [a, b] | coalesce(f.start, f.date, f.published, f.first_seen)] AS dates
ORDER BY person, coalesce(since, ''), next, relation, a.id, b.id
LIMIT $limit
