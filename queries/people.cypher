// ---
// title: People of an organization
// question: Who founded, works for or worked for an organization, and where else are they tied?
// parameters:
//   organization: {type: entity, description: "a firm, government or other body", example: Anthropic}
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   person: entity id of the person (or organization) tied to it
//   name: its name
//   relation: FOUNDED or WORKS_FOR
//   role: role, where stated
//   end: when the tie ended, where stated
//   status: stated, alleged, planned or ended
//   elsewhere: list; other organizations that the person founded or works for
//   quote: the evidence
//   sources: its source ids
//   date: when it began; else when its source was published; else when it was read
// edges: [person relation organization]
// example: {organization: Anthropic}
// ---
MATCH (o:Entity {id: $organization})<-[r:FOUNDED|WORKS_FOR]-(p:Entity)
WHERE coalesce(r.valid_from, '') <= $as_of
OPTIONAL MATCH (p)-[s:FOUNDED|WORKS_FOR]->(other:Entity)
WHERE other.id <> $organization AND coalesce(s.valid_from, '') <= $as_of
WITH r, p, other
ORDER BY other.id
WITH r, p, collect(DISTINCT other.name) AS elsewhere
RETURN p.id AS person,
  p.name AS name,
  type(r) AS relation,
  r.role AS role,
  r.end AS end,
  r.status AS status,
  elsewhere,
  r.quote AS quote,
  r.sources AS sources,
  coalesce(r.start, r.date, r.published, r.first_seen) AS date
ORDER BY date, person, relation, r.id
LIMIT $limit
