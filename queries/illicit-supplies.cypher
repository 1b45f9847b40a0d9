// ---
// title: Supplies against the law
// question: Who is said to smuggle or supply what to whom against the law?
// parameters:
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   supplier: entity id
//   supplier_name: its name
//   customer: entity id
//   customer_name: its name
//   item: entity id of what is supplied, where stated
//   item_name: its name
//   quantity: number of pieces, where stated
//   status: stated, alleged, planned or ended
//   contradicted_by: number of statements that deny it
//   confidence: 0 to 1
//   quote: its evidence
//   sources: its source ids
//   date: when it began; else when its source was published; else when it was read
// edges: [supplier SUPPLIES customer]
// example: {}
// ---
MATCH (s:Entity)-[r:SUPPLIES]->(b:Entity)
WHERE r.illicit = true
  AND coalesce(r.valid_from, '') <= $as_of
RETURN s.id AS supplier,
  s.name AS supplier_name,
  b.id AS customer,
  b.name AS customer_name,
  r.item AS item,
  r.item_name AS item_name,
  r.quantity AS quantity,
  r.status AS status,
  coalesce(r.contradicted_by, 0) AS contradicted_by,
  r.confidence AS confidence,
  r.quote AS quote,
  r.sources AS sources,
  coalesce(r.start, r.date, r.published, r.first_seen) AS date
ORDER BY confidence DESC, supplier, customer, r.id
LIMIT $limit
