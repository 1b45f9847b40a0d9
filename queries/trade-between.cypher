// ---
// title: Supplies between two countries
// question: What do the firms of one country supply to the firms of another?
// parameters:
//   from: {type: entity, description: country of the suppliers, example: Netherlands}
//   to: {type: entity, description: country of the customers, example: Taiwan}
//   limit: {type: integer, description: how many rows at most, default: 500, min: 1, max: 10000}
// columns:
//   supplier: entity id
//   supplier_name: its name
//   customer: entity id
//   customer_name: its name
//   item: entity id of what is supplied, where stated
//   item_name: its name
//   illicit: whether it is against the law, where stated
//   status: stated, alleged, planned or ended
//   quotes: list; the evidence of the supply, and of both places
//   sources: list; the source ids of each
//   dates: list; for each when it began; else when its source was published; else when it was read
// edges: [supplier SUPPLIES customer]
// example: {from: Netherlands, to: Taiwan}
// ---
MATCH (:Entity {id: $from})<-[here:BASED_IN]-(s:Entity)-[r:SUPPLIES]->(b:Entity)-[there:BASED_IN]->(:Entity {id: $to})
WHERE coalesce(r.valid_from, '') <= $as_of
    AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of
  AND all(f IN [here, there] WHERE f.status IN ['stated', 'ended']
    AND coalesce(f.valid_from, '') <= $as_of
    AND coalesce(f.valid_to, CASE f.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of)
RETURN s.id AS supplier,
  s.name AS supplier_name,
  b.id AS customer,
  b.name AS customer_name,
  r.item AS item,
  r.item_name AS item_name,
  r.illicit AS illicit,
  r.status AS status,
  [f IN [r, here, there] | f.quote] AS quotes,
  [f IN [r, here, there] | f.sources] AS sources,
  [f IN [r, here, there] | coalesce(f.start, f.date, f.published, f.first_seen)] AS dates
ORDER BY supplier, customer, coalesce(item, ''), r.id
LIMIT $limit
