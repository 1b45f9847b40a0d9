// ---
// title: Entries of a list or program
// question: Who stands on a sanctions list, or under a program?
// parameters:
//   list: {type: entity, description: the list as an entity; any unless given, default: null, example: SDN List}
//   program: {type: string, description: the program as its authority abbreviates it; any unless given, default: null, example: Entity List}
//   limit: {type: integer, description: how many rows at most, default: 1000, min: 1, max: 10000}
// columns:
//   whom: entity id
//   whom_name: its name
//   type: its entity type
//   countries: list; country codes of the entity
//   authority: entity id
//   authority_name: its name
//   list_name: name of the list, where stated
//   program: program, where stated
//   status: stated, alleged, planned or ended
//   quote: its evidence
//   sources: its source ids
//   date: when it began; else when its source was published; else when it was read
// edges: [authority SANCTIONS whom]
// example: {program: Entity List}
// ---
MATCH (a:Entity)-[r:SANCTIONS]->(e:Entity)
WHERE ($list IS NULL OR r.list = $list)
  AND ($program IS NULL OR r.program = $program)
  AND coalesce(r.valid_from, '') <= $as_of
    AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
RETURN e.id AS whom,
  e.name AS whom_name,
  e.type AS type,
  e.countries AS countries,
  a.id AS authority,
  a.name AS authority_name,
  r.list_name AS list_name,
  r.program AS program,
  r.status AS status,
  r.quote AS quote,
  r.sources AS sources,
  coalesce(r.start, r.date, r.published, r.first_seen) AS date
ORDER BY whom, authority, coalesce(list_name, ''), coalesce(program, ''), r.id
LIMIT $limit
