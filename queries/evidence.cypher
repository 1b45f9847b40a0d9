// ---
// title: Evidence of one fact
// question: Which statements, of which sources, does one fact rest on, word for word?
// parameters:
//   fact: {type: string, description: "id of a fact, as `timeline` or `aigeo paths` give it", example: "f:7039d4aceace4a15554b"}
// columns:
//   statement: statement id
//   relation: relation or entity type
//   subject: id of the subject as the source gives it
//   object: id of the object as the source gives it
//   quote: the words of the source, or file, row and columns of a dataset
//   start_char: offset of the first character of the quote in the text
//   end_char: offset after the last character
//   part: file of a dataset
//   row: row of a dataset
//   columns: the cells of a dataset, JSON
//   date: when the fact began, as the statement says; else when the source was published; else when it was read
//   status: stated, alleged, planned or ended
//   negated: whether the source denies the fact
//   confidence: 0 to 1
//   extractor: what read the source, with its version
//   review: unreviewed, accepted or rejected
//   sources: list; source id
//   title: title of the source
//   publisher: publisher of the source
//   url: address of the source
//   published: publication date of the source
//   withdrawn: when the source stopped saying so
// example: {fact: "f:7039d4aceace4a15554b"}
// ---
MATCH (s:Statement {fact: $fact})-[:FROM]->(source:Source)
WHERE coalesce(s.start, '') <= $as_of
RETURN s.id AS statement,
  s.type AS relation,
  s.subject AS subject,
  s.object AS object,
  coalesce(s.quote, s.part + ' row ' + toString(s.row) + ': ' + s.columns) AS quote,
  s.start_char AS start_char,
  s.end_char AS end_char,
  s.part AS part,
  s.row AS row,
  s.columns AS columns,
  coalesce(s.start, source.published, s.first_seen) AS date,
  s.status AS status,
  s.negated AS negated,
  s.confidence AS confidence,
  coalesce(s.extractor + ' ' + s.extractor_version, s.extractor) AS extractor,
  s.review AS review,
  [source.id] AS sources,
  source.title AS title,
  source.publisher AS publisher,
  source.url AS url,
  source.published AS published,
  s.last_seen AS withdrawn
ORDER BY confidence DESC, statement
