// ---
// title: Sanctions exposure
// question: Is the entity, or anyone it has a tie to, sanctioned, targeted, prosecuted or denied access?
// parameters:
//   entity: {type: entity, description: whom, example: Baidu}
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   exposed: entity id of who is under the measure
//   name: its name
//   tie: how the entity is tied to it; "itself" where it is the entity
//   measure: relation type
//   authority: entity id of who took the measure
//   authority_name: its name
//   program: program or charge, where stated
//   status: stated, alleged, planned or ended
//   quotes: list; the evidence of the measure, then of the tie
//   sources: list; the source ids of each
//   dates: list; for each when it began; else when its source was published; else when it was read
// edges: [authority measure exposed]
// example: {entity: Baidu}
// ---
MATCH (e:Entity {id: $entity})-[ties*0..1]-(n:Entity)
MATCH (n)<-[m:SANCTIONS|TARGETS|PROSECUTES|DENIES_ACCESS]-(authority:Entity)
WHERE authority.id <> $entity
  AND coalesce(m.valid_from, '') <= $as_of
  AND coalesce(m.valid_to, CASE m.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
  AND all(f IN ties WHERE type(f) <> 'COMPETES_WITH' AND f.sign >= 0 AND f.influence <> 'none'
    AND f.status IN ['stated', 'ended']
      AND coalesce(f.valid_from, '') <= $as_of
      AND coalesce(f.valid_to, CASE f.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of)
  AND (size(ties) = 0 OR n.id <> $entity)
RETURN n.id AS exposed,
  n.name AS name,
  CASE size(ties) WHEN 0 THEN 'itself'
    ELSE startNode(ties[0]).name + ' -[' + type(ties[0]) + ']-> ' + endNode(ties[0]).name
  END AS tie,
  type(m) AS measure,
  authority.id AS authority,
  authority.name AS authority_name,
  coalesce(m.program, m.charge, m.list_name) AS program,
  m.status AS status,
  [f IN [m] + ties | f.quote] AS quotes,
  [f IN [m] + ties | f.sources] AS sources,
  [f IN [m] + ties | coalesce(f.start, f.date, f.published, f.first_seen)] AS dates
ORDER BY size(ties), exposed, measure, authority, m.id, [f IN ties | f.id]
LIMIT $limit
