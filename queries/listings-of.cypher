// ---
// title: Lists that name an entity
// question: By whom, on which lists and under which programs is an entity sanctioned?
// parameters:
//   entity: {type: entity, description: whom, example: Huawei}
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   authority: entity id
//   authority_name: its name
//   list: entity id of the list, where stated
//   list_name: its name
//   program: program, where stated
//   status: stated, alleged, planned or ended
//   end: when it ended, where stated
//   quote: its evidence
//   sources: its source ids
//   date: when it began; else when its source was published; else when it was read
//   id: id of the fact, for the query `evidence`
// edges: [authority SANCTIONS entity]
// example: {entity: Huawei}
// ---
MATCH (e:Entity {id: $entity})
WITH e
MATCH (e)<-[r:SANCTIONS]-(a:Entity)
WHERE coalesce(r.valid_from, '') <= $as_of
    AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
RETURN a.id AS authority,
  a.name AS authority_name,
  r.list AS list,
  r.list_name AS list_name,
  r.program AS program,
  r.status AS status,
  r.end AS end,
  r.quote AS quote,
  r.sources AS sources,
  coalesce(r.start, r.date, r.published, r.first_seen) AS date,
  r.id AS id
ORDER BY authority, coalesce(list, ''), coalesce(program, ''), id
LIMIT $limit
