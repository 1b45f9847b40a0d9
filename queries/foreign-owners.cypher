// ---
// title: Owners from abroad
// question: Who from abroad owns, bought or invested in the organizations of a country?
// parameters:
//   country: {type: entity, description: country of what is owned, example: United States}
//   from: {type: entity, description: "country of the owners; all others unless given", default: null, example: Japan}
//   limit: {type: integer, description: how many rows at most, default: 500, min: 1, max: 10000}
// columns:
//   owned: entity id
//   owned_name: its name
//   relation: OWNS, ACQUIRES or INVESTS_IN
//   owner: entity id
//   owner_name: its name
//   owner_country: entity id
//   owner_country_name: its name
//   share: percent, where stated
//   amount: sum, where stated
//   currency: its currency
//   quotes: list; the evidence of the holding, and of both places
//   sources: list; the source ids of each
//   dates: list; for each when it began; else when its source was published; else when it was read
// edges: [owner relation owned]
// example: {country: United States}
// ---
MATCH (:Entity {id: $country})<-[here:BASED_IN]-(e:Entity)<-[r:OWNS|ACQUIRES|INVESTS_IN]-(o:Entity)-[there:BASED_IN]->(c:Country)
WHERE c.id <> $country
  AND ($from IS NULL OR c.id = $from)
  AND all(f IN [here, r, there] WHERE f.status IN ['stated', 'ended']
    AND coalesce(f.valid_from, '') <= $as_of
    AND coalesce(f.valid_to, CASE f.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of)
RETURN e.id AS owned,
  e.name AS owned_name,
  type(r) AS relation,
  o.id AS owner,
  o.name AS owner_name,
  c.id AS owner_country,
  c.name AS owner_country_name,
  r.share AS share,
  r.amount AS amount,
  r.currency AS currency,
  [f IN [r, here, there] | f.quote] AS quotes,
  [f IN [r, here, there] | f.sources] AS sources,
  [f IN [r, here, there] | coalesce(f.start, f.date, f.published, f.first_seen)] AS dates
ORDER BY owned, owner, relation, owner_country, r.id
LIMIT $limit
