from __future__ import annotations

from pathlib import Path

import pytest

from aigeo.queries import lint
from aigeo.resources import queries_dir

GOOD = """// ---
// title: Neighbours
// question: Who is near?
// parameters:
//   entity: {type: entity, description: whom}
//   max_hops: {type: integer, description: how far, default: 2, min: 1, max: 4}
// columns:
//   name: name
//   quotes: evidence
//   sources: ids
//   dates: dates
// example: {entity: Baidu}
// ---
MATCH p = (e:Entity {id: $entity})-[rs:OWNS|SUPPLIES*1../* $max_hops */ 4]->(n:Firm)
WHERE all(r IN rs WHERE coalesce(r.valid_from, '') <= $as_of) AND n:Organization
RETURN n.name AS name, [r IN rs | r.quote] AS quotes, [r IN rs | r.sources] AS sources,
  [r IN rs | r.start] AS dates
ORDER BY name, size(rs)
"""


def test_a_good_query_has_no_faults() -> None:
    assert lint(GOOD) == []


@pytest.mark.parametrize("path", sorted(queries_dir().glob("*.cypher")), ids=lambda p: p.stem)
def test_every_shipped_query_is_clean(path: Path) -> None:
    assert lint(path.read_text(encoding="utf-8"), path) == []


def test_there_are_enough_questions() -> None:
    assert len(list(queries_dir().glob("*.cypher"))) >= 12


WHERE = "AND n:Organization"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("MATCH p = ", "MATCH p = SHORTEST 3 ", "SHORTEST"),
        ("MATCH p = ", "MATCH p = ANY SHORTEST ", "SHORTEST"),
        (
            "MATCH p = ",
            "MATCH (x:Firm) MATCH p = shortestPath((x)-[*1..3]-(x)) MATCH q = ",
            "shortestPath",
        ),
        (
            "MATCH p = ",
            "MATCH (x:Firm) MATCH p = allShortestPaths((x)-[*1..3]-(x)) MATCH q = ",
            "allShortestPaths",
        ),
        (WHERE, "WITH n, rs, collect(n.id)[0] AS first", "collect"),
        (WHERE, "MATCH (s:Statement {fact: n.id}) WHERE s.id <> ''", "in WHERE"),
        (WHERE, "MATCH (s:Statement)-[:FROM {id: n.id}]->() WHERE s.id <> ''", "in WHERE"),
        (WHERE, "WITH n, rs, collect(DISTINCT [n.id])[0..1] AS first", "collect"),
        (WHERE, "AND elementId(n) <> ''", "elementId"),
        (WHERE, "AND id(n) > 1", "id()"),
        (WHERE, "AND rand() < 0.5", "rand"),
        (WHERE, "AND n.x < datetime()", "ISO text"),
        (WHERE, "CALL db.index.fulltext.queryNodes('i', 'x') YIELD node", "procedure"),
        (WHERE, "CALL db.labels() YIELD label", "CALL"),
        (WHERE, "CALL { MATCH (m) RETURN m }", "CALL"),
        (WHERE, "WITH n, rs LOAD CSV FROM 'x' AS line", "LOAD"),
        (WHERE, "SET n.x = 1", "SET"),
        (WHERE, "MERGE (m:Firm)", "MERGE"),
        (WHERE, r"AND n.x = '\u0041'", "unicode escape"),
        (WHERE, "AND n.x = 'open", "closing quote"),
        ("OWNS|SUPPLIES", "OWNS|!SUPPLIES", "'!'"),
        ("(n:Firm)", "(n:!Firm)", "'!'"),
        ("OWNS|SUPPLIES", "OWNS|BUYS", "unknown relation type BUYS"),
        ("OWNS|SUPPLIES", "OWNS|:BUYS", "unknown relation type BUYS"),
        ("(n:Firm)", "(n:Company)", "unknown label Company"),
        ("(n:Firm)", "(n:`Shell company`)", "unknown label Shell company"),
        ("(n:Firm)", "(n:Agent&Company)", "unknown label Company"),
        (WHERE, "AND n:Company", "unknown label Company"),
        (WHERE, "AND EXISTS { MATCH (n)-[:BUYS]->(:Company) }", "unknown relation type BUYS"),
        (WHERE, "AND EXISTS { (n)-[:OWNS]->(m) WHERE m:Company }", "unknown label Company"),
        (WHERE, "AND any(x IN nodes(p) WHERE x:Company)", "unknown label Company"),
        ("*1../* $max_hops */ 4", "*", "without a maximum"),
        ("*1../* $max_hops */ 4", "*2..", "without a maximum"),
        ("(n:Firm)", "(m) ((a:Firm)-[:OWNS]->(b:Firm))+ (n:Firm)", "without a maximum"),
        ("(n:Firm)", "(m) ((a:Firm)-[:OWNS]->(b:Firm)){2,} (n:Firm)", "without a maximum"),
        ("<= $as_of", "<= '2024'", "$as_of is not used"),
        ("{id: $entity}", "{id: 'x'}", "entity is declared and not used"),
        ("{id: $entity}", "{id: $entity, name: $name}", "$name is not declared"),
        ("/* $max_hops */ 4", "/* $max_hops */ 3", "must be its max"),
        ("/* $max_hops */ 4", "/* $hops */ 4", "must be declared"),
        ("default: 2, min: 1", "default: null, min: 1", "have a default"),
        ("ORDER BY name, size(rs)", "", "no ORDER BY"),
        ("RETURN n.name AS name", "RETURN n.name", "columns"),
        ("RETURN n.name AS name, ", "RETURN ", "columns"),
        ("//   dates: dates", "//   when: dates", "no column date or dates"),
        ("//   sources: ids", "//   by: ids", "no column source or sources"),
        ("//   quotes: evidence", "//   words: evidence", "no column quote or quotes"),
        ("// title: Neighbours\n", "", "title"),
    ],
)
def test_each_refused_construct(old: str, new: str, fault: str) -> None:
    assert old in GOOD
    found = lint(GOOD.replace(old, new, 1))
    assert any(fault in message for message in found), found


def test_union_has_no_order() -> None:
    second = GOOD.split("// ---\n")[-1]
    assert any("UNION" in message for message in lint(f"{GOOD}UNION ALL\n{second}"))


@pytest.mark.parametrize(
    "harmless",
    [
        "AND n.name <> 'SHORTEST MERGE (:Company) collect(x)[0]' // CALL id(n)",
        "AND n.call = 1 AND n.union = 2 /* elementId(n) */",
        "WITH n, rs, collect(n) AS ns, {key: 1, other: [1, 2][0]} AS map",
        "AND size(rs) * (1 + 2) > 1 AND n { .id, kind: n.type } IS NOT NULL",
        "MATCH (n)-[:OWNS*2]->(:Firm)-[:OWNS*..3]->(:Firm)",
        "MATCH (n) ((a:Firm)-[:OWNS]->(b:Firm)){1,3} (c:Firm)",
    ],
)
def test_what_only_looks_refused_is_let_through(harmless: str) -> None:
    assert lint(GOOD.replace(WHERE, harmless)) == []


def test_lines_are_counted_from_the_query() -> None:
    (message,) = lint(GOOD.replace("n:Organization", "n:Company"))
    assert message.startswith("line 2: ")
