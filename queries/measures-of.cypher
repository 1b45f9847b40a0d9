// ---
// title: Measures of an authority
// question: Whom does a government, agency or country sanction, target or prosecute, itself and by the policies it issues?
// parameters:
//   authority: {type: entity, description: "a government, agency or country", example: U.S. government}
//   limit: {type: integer, description: how many rows at most, default: 500, min: 1, max: 10000}
// columns:
//   whom: entity id of who is under the measure
//   whom_name: its name
//   type: its entity type
//   measure: SANCTIONS, TARGETS, PROSECUTES or DENIES_ACCESS
//   policy: name of the policy, where the measure is one
//   program: program or charge, where stated
//   status: stated, alleged, planned or ended
//   quotes: list; the evidence of the measure, then of the policy's issue
//   sources: list; the source ids of each
//   dates: list; for each when it began; else when its source was published; else when it was read
// edges: [authority measure whom]
// example: {authority: U.S. government}
// ---
MATCH (a:Entity {id: $authority})-[issues:ISSUES*0..1]->(by:Entity)
MATCH (by)-[m:SANCTIONS|TARGETS|PROSECUTES|DENIES_ACCESS]->(e:Entity)
WHERE coalesce(m.valid_from, '') <= $as_of
  AND coalesce(m.valid_to, CASE m.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
  AND all(f IN issues WHERE f.status IN ['stated', 'ended']
    AND coalesce(f.valid_from, '') <= $as_of
    AND coalesce(f.valid_to, CASE f.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of)
RETURN e.id AS whom,
  e.name AS whom_name,
  e.type AS type,
  type(m) AS measure,
  CASE size(issues) WHEN 0 THEN null ELSE by.name END AS policy,
  coalesce(m.program, m.charge, m.list_name) AS program,
  m.status AS status,
  [f IN [m] + issues | f.quote] AS quotes,
  [f IN [m] + issues | f.sources] AS sources,
  [f IN [m] + issues | coalesce(f.start, f.date, f.published, f.first_seen)] AS dates
ORDER BY whom, measure, policy, m.id
LIMIT $limit
