// ---
// title: Shared suppliers of two firms
// question: On which suppliers and makers do two firms both rest, directly or through their models and facilities?
// parameters:
//   a: {type: entity, description: one firm, example: OpenAI}
//   b: {type: entity, description: the other firm, example: Meta}
//   limit: {type: integer, description: how many rows at most, default: 100, min: 1, max: 10000}
// columns:
//   supplier: entity id
//   name: its name
//   type: its entity type
//   to_a: list; the facts from the first firm to the supplier
//   to_b: list; the facts from the second firm to the supplier
//   quotes: list; the evidence of each fact, first firm first
//   sources: list; the source ids of each fact
//   dates: list; for each fact when it began; else when its source was published; else when it was read
// example: {a: OpenAI, b: Meta}
// ---
MATCH (a:Entity {id: $a})-[own_a:DEVELOPS|OPERATES|OWNS|USES|TRAINED_ON|DERIVED_FROM*0..3]->(need_a:Entity)
  <-[give_a:SUPPLIES|MANUFACTURES|DEVELOPS]-(s:Entity)
WHERE s.id <> $a AND s.id <> $b
  AND all(f IN own_a + [give_a] WHERE f.status IN ['stated', 'ended']
    AND coalesce(f.valid_from, '') <= $as_of
    AND coalesce(f.valid_to, CASE f.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of)
WITH s, own_a + [give_a] AS facts_a, a, need_a
ORDER BY size(facts_a), [f IN facts_a | f.id]
WITH s, collect(facts_a) AS ways_a
WITH s, ways_a[0] AS facts_a
MATCH (b:Entity {id: $b})-[own_b:DEVELOPS|OPERATES|OWNS|USES|TRAINED_ON|DERIVED_FROM*0..3]->(need_b:Entity)
  <-[give_b:SUPPLIES|MANUFACTURES|DEVELOPS]-(s)
WHERE all(f IN own_b + [give_b] WHERE f.status IN ['stated', 'ended']
  AND coalesce(f.valid_from, '') <= $as_of
  AND coalesce(f.valid_to, CASE f.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of)
WITH s, facts_a, own_b + [give_b] AS facts_b
ORDER BY size(facts_b), [f IN facts_b | f.id]
WITH s, facts_a, collect(facts_b) AS ways_b
WITH s, facts_a, ways_b[0] AS facts_b
RETURN s.id AS supplier,
  s.name AS name,
  s.type AS type,
  [f IN facts_a | startNode(f).name + ' -[' + type(f) + ']-> ' + endNode(f).name] AS to_a,
  [f IN facts_b | startNode(f).name + ' -[' + type(f) + ']-> ' + endNode(f).name] AS to_b,
  [f IN facts_a + facts_b | f.quote] AS quotes,
  [f IN facts_a + facts_b | f.sources] AS sources,
  [f IN facts_a + facts_b | coalesce(f.start, f.date, f.published, f.first_seen)] AS dates
ORDER BY size(facts_a) + size(facts_b), supplier
LIMIT $limit
