// ---
// title: Acquisitions
// question: Who took over whom, for how much, and what is planned?
// parameters:
//   since: {type: date, description: none before this day, default: null, example: 2020-01-01}
//   limit: {type: integer, description: how many rows at most, default: 200, min: 1, max: 10000}
// columns:
//   when: date, where known
//   buyer: entity id
//   buyer_name: its name
//   bought: entity id
//   bought_name: its name
//   amount: sum, where stated
//   currency: its currency
//   share: percent, where stated
//   status: stated, alleged, planned or ended
//   quote: its evidence
//   sources: its source ids
//   date: when it began; else when its source was published; else when it was read
// edges: [buyer ACQUIRES bought]
// example: {}
// ---
MATCH (a:Entity)-[r:ACQUIRES]->(b:Entity)
WHERE (r.status = 'planned' OR coalesce(r.valid_from, r.date, '') <= $as_of)
  AND ($since IS NULL OR coalesce(r.date, r.start, r.published, '') >= $since)
RETURN coalesce(r.date, r.start) AS when,
  a.id AS buyer,
  a.name AS buyer_name,
  b.id AS bought,
  b.name AS bought_name,
  r.amount AS amount,
  r.currency AS currency,
  r.share AS share,
  r.status AS status,
  r.quote AS quote,
  r.sources AS sources,
  coalesce(r.start, r.date, r.published, r.first_seen) AS date
ORDER BY coalesce(when, '') DESC, buyer, bought, r.id
LIMIT $limit
