"""A Cypher script that rebuilds the stored graph in any Neo4j 5, as often as it is run.

Each statement stands on one line and ends in `;`: constraints first, then batches of MERGE by id.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from aigeo.export import notices
from aigeo.export.reader import Graph, encoded
from aigeo.model.blocking import name_fields
from aigeo.model.vocabulary import vocabulary
from aigeo.store.migrations import schema_statements

TITLE = "Cypher script: MERGE statements for Neo4j"
SUFFIX = ".cypher"
ROWS_A_STATEMENT = 500
Row = Mapping[str, Any]
_ESCAPED = re.compile(r"\\u?|['\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_ESCAPES = {"'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\"}
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def write(graph: Graph, out: BinaryIO) -> None:
    """Write one script, UTF-8."""
    for line in _lines(graph):
        out.write(line.encode() + b"\n")


def _lines(graph: Graph) -> Iterator[str]:
    for notice in notices.lines(graph.notices()):
        yield f"// {notice}"
    for statement in schema_statements():
        yield f"{statement};"
    yield from _nodes("Meta", [{"id": "aigeo", "schema_version": graph.schema_version()}])
    yield from _entities(graph)
    yield from _nodes("Name", (name_fields(name) for name, _ in graph.names()))
    yield from _batched(
        ({"a": name, "b": entity} for name, ids in graph.names() for entity in ids),
        "MATCH (a:Name {id: row.a}) MATCH (b:Entity {id: row.b}) MERGE (a)-[:NAMES]->(b)",
    )
    yield from _relations(graph)
    yield from _nodes("Source", graph.sources())
    yield from _batched(
        map(encoded, graph.statements()),
        "MATCH (f:Source {id: row.source}) MERGE (n:Statement {id: row.id}) SET n = row "
        "MERGE (n)-[:FROM]->(f)",
    )
    yield from _nodes("Load", graph.loads())
    yield from _nodes("Judgement", graph.judgements())
    yield from _nodes("Identity", graph.identities())
    yield from _nodes("CandidatePair", graph.candidate_pairs())


def _entities(graph: Graph) -> Iterator[str]:
    def command(type: str) -> str:
        labels = ":".join(vocabulary().labels(type))
        return f"MATCH (n:Entity {{id: row.id}}) SET n:{labels}, n = row"

    # Nodes first, labels after: the embedded engine refuses both in one statement.
    yield from _batched(({"id": row["id"]} for row in graph.entities()),
                        "MERGE (n:Entity {id: row.id})")  # fmt: skip
    rows = ({k: v for k, v in row.items() if k != "labels"} for row in graph.entities())
    yield from _by_type(rows, command)


def _relations(graph: Graph) -> Iterator[str]:
    def command(type: str) -> str:
        if type not in vocabulary().relation_types:
            raise ValueError(f"{type!r} is no relation type")
        return (
            "MATCH (a:Entity {id: row.a}) MATCH (b:Entity {id: row.b}) "
            f"MERGE (a)-[r:{type} {{id: row.p.id}}]->(b) SET r = row.p"
        )

    own = ("type", "subject", "object")
    rows = (
        {
            "type": row["type"],
            "a": row["subject"],
            "b": row["object"],
            "p": {k: v for k, v in row.items() if k not in own},
        }
        for row in graph.relations()
    )
    yield from _by_type(rows, command)


def _by_type(rows: Iterable[Row], command: Callable[[str], str]) -> Iterator[str]:
    waiting: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        of_type = waiting[row["type"]]
        of_type.append(literal(row))
        if len(of_type) == ROWS_A_STATEMENT:
            yield _unwind(of_type, command(row["type"]))
            of_type.clear()
    for type, of_type in sorted(waiting.items()):
        if of_type:
            yield _unwind(of_type, command(type))


def _nodes(label: str, rows: Iterable[Row]) -> Iterator[str]:
    yield from _batched(rows, f"MERGE (n:{label} {{id: row.id}}) SET n = row")


def _batched(rows: Iterable[Row], command: str) -> Iterator[str]:
    batch: list[str] = []
    for row in rows:
        batch.append(literal(row))
        if len(batch) == ROWS_A_STATEMENT:
            yield _unwind(batch, command)
            batch.clear()
    if batch:
        yield _unwind(batch, command)


def _unwind(rows: list[str], command: str) -> str:
    return f"UNWIND [{', '.join(rows)}] AS row {command};"


def literal(value: Any) -> str:
    """Give a value as a Cypher literal on one line."""
    if isinstance(value, str):
        return f"'{_ESCAPED.sub(_escape, value)}'"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value - value != 0:
        return "(0.0 / 0.0)" if value != value else f"({'-' if value < 0 else ''}1.0 / 0.0)"
    if isinstance(value, int | float):
        return repr(value).replace("e+", "e")
    if isinstance(value, Mapping):
        pairs = (f"{_key(k)}: {literal(v)}" for k, v in value.items() if v is not None)
        return f"{{{', '.join(pairs)}}}"
    if value is None:
        return "null"
    return f"[{', '.join(map(literal, value))}]"


def _key(name: str) -> str:
    return name if _NAME.fullmatch(name) else f"`{name.replace('`', '``')}`"


def _escape(found: re.Match[str]) -> str:
    text = found[0]
    if text in _ESCAPES:
        return _ESCAPES[text]
    if text == "\\u":
        # Neo4j reads \\uXXXX as a character before it looks for the ends of strings, so that
        # the two letters must not stand side by side, escaped or not.
        return "\\\\' + 'u"
    return "\ufffd" if text >= "\ud800" else f"\\u{ord(text):04X}"
