// ---
// title: Partners and their countries
// question: With whom does an entity work together, on what, and where are they based?
// parameters:
//   entity: {type: entity, description: "a firm, person or country", example: Microsoft}
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   partner: entity id
//   partner_name: its name
//   type: its entity type
//   countries: list; names of the countries where it is based
//   subject_matter: what they do together, where stated
//   status: stated, alleged, planned or ended
//   quote: its evidence
//   sources: its source ids
//   date: when it began; else when its source was published; else when it was read
// edges: [entity PARTNERS_WITH partner]
// example: {entity: Microsoft}
// ---
MATCH (e:Entity {id: $entity})-[r:PARTNERS_WITH]-(p:Entity)
WHERE coalesce(r.valid_from, '') <= $as_of
    AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
OPTIONAL MATCH (p)-[:BASED_IN]->(c:Country)
WITH r, p, c
ORDER BY c.id
WITH r, p, collect(DISTINCT c.name) AS countries
RETURN p.id AS partner,
  p.name AS partner_name,
  p.type AS type,
  countries,
  r.subject_matter AS subject_matter,
  r.status AS status,
  r.quote AS quote,
  r.sources AS sources,
  coalesce(r.start, r.date, r.published, r.first_seen) AS date
ORDER BY partner, r.id
LIMIT $limit
