"""The guard of `aigeo cypher`: refused texts never reach an engine, and none changes the graph."""

from __future__ import annotations

import pytest

from aigeo.errors import QueryError
from aigeo.store import Store
from aigeo.store.readonly import WRITE_WORDS, check, run_read_only

READING = [
    "MATCH (n:Firm) RETURN n.id",
    "  // a comment\n  MATCH (n) RETURN count(*) AS n ;",
    "OPTIONAL MATCH (n:Firm) RETURN n",
    "WITH 1 AS one RETURN one",
    "UNWIND [1, 2] AS x RETURN x",
    "RETURN 'CREATE (n) DELETE n'",
    'RETURN "SET" // DELETE',
    "MATCH (n) RETURN n.set, n.`delete`, n.create.merge",
    "MATCH (n) RETURN 1 AS `set`",
    "MATCH (n) WHERE EXISTS { MATCH (n)-[:OWNS]->() } RETURN n",
    "MATCH (n) CALL { WITH n MATCH (n)-[r]->() RETURN count(r) AS c } RETURN c",
    "CALL db.labels()",
    "CALL DB.relationshipTypes() YIELD relationshipType RETURN relationshipType",
    "RETURN date('2024-01-01'), duration.between(date('2024-01-01'), date('2024-02-01'))",
    "MATCH (n) RETURN n { .id, .name } AS n",
    "MATCH (n) WHERE n.start > $as_of RETURN n.start AS start, n.load",
]

REFUSED = [
    "CREATE (n:Zap)",
    "create (n:Zap)",
    "cReAtE (n:Zap)",
    "INSERT (n:Zap)",
    "MERGE (n:Zap {id: 'z'})",
    "MATCH (n) SET n.x = 1",
    "MATCH (n) WHERE n.x = 0SET n.y = 1",
    "MATCH (n) WHERE n.x = $0SET n.y = 1",
    "MATCH (n) REMOVE n.name",
    "MATCH (n) DELETE n",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) NODETACH DELETE n",
    "MATCH (n) FOREACH (x IN [1] | SET n.x = x)",
    "MATCH (n) /* harmless */ DETACH /**/ DELETE // end\n n",
    "RETURN 'a' /* ' */ CREATE (n:Zap) // '",
    "/* /* */ CREATE (n:Zap) RETURN 1",
    "// RETURN\nCREATE (n:Zap)",
    "RETURN 1 AS a; CREATE (n:Zap)",
    "RETURN 1 AS a UNION CREATE (n:Zap) RETURN 1 AS a",
    "CALL { CREATE (n:Zap) } RETURN 1 AS one",
    "CALL () { CREATE (n:Zap) } RETURN 1 AS one",
    "MATCH (n) CALL { WITH n SET n.x = 2 } IN TRANSACTIONS",
    "MATCH (n) CALL { WITH n DETACH DELETE n } IN 2 CONCURRENT TRANSACTIONS",
    "CALL db.createLabel('Zap')",
    "CALL `db`.`createLabel`('Zap')",
    "CALL dbms.setConfigValue('a', 'b')",
    "CALL apoc.cypher.doIt('CREATE (n:Zap)', {})",
    "CALL merge.node(['Zap'], {id: 'z'})",
    "RETURN apoc.cypher.runFirstColumnSingle('CREATE (n:Zap) RETURN n', {})",
    "RETURN `apoc.create.uuid`()",
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "WITH 1 AS x LOAD CSV FROM 'https://example.org/x.csv' AS line RETURN line",
    "CREATE INDEX zap FOR (n:Zap) ON (n.x)",
    "DROP CONSTRAINT entity_id",
    "DROP INDEX entity_id",
    "CREATE USER bob SET PASSWORD 'password12345'",
    "ALTER USER neo4j SET PASSWORD 'password12345'",
    "GRANT ROLE admin TO bob",
    "SHOW USERS",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "STOP DATABASE neo4j",
    "USE system MATCH (n) RETURN n",
    "EXPLAIN CREATE (n:Zap)",
    "PROFILE CREATE (n:Zap)",
    "CYPHER runtime=slotted CREATE (n:Zap)",
    r"\u0043REATE (n:Zap)",
    r"RETURN '\u0027 AS a CREATE (n:Zap) //' AS a",
    r"MATCH (n) RETURN n.`x\u0060 SET n.y = 1 //`",
    "MATCH (n) // \r SET n.x = 1",
    "MATCH (n) // \u2028 SET n.x = 1",
    "MATCH (n)\u00a0SET n.x = 1",
    "MATCH (n) ſET n.x = 1",
    "MATCH (n) S\u200bET n.x = 1",
    "MATCH (n) S\x00ET n.x = 1",
    "",
    "   ",
    ";",
    "// nothing but a comment",
    "/* open",
    "RETURN 'open",
]


@pytest.mark.parametrize("text", READING)
def test_reading_is_let_through(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", REFUSED)
def test_all_else_is_refused(text: str) -> None:
    with pytest.raises(QueryError) as refused:
        check(text)
    assert str(refused.value)


@pytest.mark.parametrize("word", sorted(WRITE_WORDS))
def test_every_writing_word_is_refused_wherever_it_stands(word: str) -> None:
    for text in (f"MATCH (n) {word} x", f"MATCH (n) WITH n {word.lower()} (x)", f"RETURN 1 {word}"):
        with pytest.raises(QueryError):
            check(text)


def test_the_message_names_the_line_and_the_clause() -> None:
    with pytest.raises(QueryError, match="line 3: DELETE is not a reading clause"):
        check("MATCH (n)\nWITH n\nDELETE n")


def test_no_refused_text_changes_either_graph(store: Store) -> None:
    store.write("CREATE (:Entity {id: 'a', name: 'A'})-[:OWNS {id: 'f:1'}]->(:Entity {id: 'b'})")
    before = _everything(store)
    for text in REFUSED:
        with pytest.raises(QueryError):
            list(run_read_only(store, text))
    assert _everything(store) == before


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (n:Entity {id: 'zap'}) RETURN n.id",
        "MATCH (n:Entity) SET n.bad = 1 RETURN n.id",
        "MATCH (n:Entity {id: 'firm:a'}) DETACH DELETE n",
    ],
)
def test_a_write_that_passed_the_check_is_stopped_or_rolled_back(
    store: Store, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """The second line of defence, tried by taking the first away."""
    store.write("CREATE (:Entity {id: 'firm:a', name: 'A'})")
    before = _everything(store)
    monkeypatch.setattr("aigeo.store.readonly.check", lambda text: None)
    if store.engine == "neo4j":
        with pytest.raises(QueryError, match="planner"):
            list(run_read_only(store, text))
    else:
        list(run_read_only(store, text))
    assert _everything(store) == before


def test_rows_and_parameters(store: Store) -> None:
    store.write("CREATE (:Entity {id: 'firm:a', name: 'A'})")
    text = "MATCH (n:Entity {id: $id}) RETURN n.name AS name;"
    rows = run_read_only(store, text, {"id": "firm:a"})
    assert list(rows) == [{"name": "A"}]


def test_a_fault_of_the_query_is_a_query_error(store: Store) -> None:
    with pytest.raises(QueryError, match="engine refuses"):
        list(run_read_only(store, "MATCH (n) RETURN n.id +"))


def _everything(store: Store) -> list[object]:
    return [
        store.read("MATCH (n) RETURN labels(n) AS labels, properties(n) AS p ORDER BY n.id"),
        store.read("MATCH ()-[r]->() RETURN type(r) AS type, properties(r) AS p ORDER BY r.id"),
        sorted(r["name"] for r in store.read("SHOW CONSTRAINTS")),
    ]
