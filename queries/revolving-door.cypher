// ---
// title: People between firms and governments
// question: Who has worked both for a public body and for a firm?
// parameters:
//   organization: {type: entity, description: the firm or public body; all unless given, default: null, example: Nvidia}
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   person: entity id
//   person_name: its name
//   public: entity id of the government or agency
//   public_name: its name
//   public_role: role there, where stated
//   public_end: when it ended, where stated
//   firm: entity id
//   firm_name: its name
//   firm_relation: FOUNDED or WORKS_FOR
//   firm_role: role there, where stated
//   quotes: list; the evidence of the public post, then of the tie to the firm
//   sources: list; the source ids of each
//   dates: list; for each when it began; else when its source was published; else when it was read
// edges: [person WORKS_FOR public, person firm_relation firm]
// example: {}
// ---
MATCH (p:Person)-[a:WORKS_FOR]->(g:Entity)
WHERE (g:Government OR g:Agency)
  AND coalesce(a.valid_from, '') <= $as_of
MATCH (p)-[b:WORKS_FOR|FOUNDED]->(firm:Firm)
WHERE coalesce(b.valid_from, '') <= $as_of
  AND ($organization IS NULL OR $organization IN [g.id, firm.id])
RETURN p.id AS person,
  p.name AS person_name,
  g.id AS public,
  g.name AS public_name,
  a.role AS public_role,
  a.end AS public_end,
  firm.id AS firm,
  firm.name AS firm_name,
  type(b) AS firm_relation,
  b.role AS firm_role,
  [f IN [a, b] | f.quote] AS quotes,
  [f IN [a, b] | f.sources] AS sources,
  [f IN [a, b] | coalesce(f.start, f.date, f.published, f.first_seen)] AS dates
ORDER BY person, public, firm, firm_relation, a.id, b.id
LIMIT $limit
