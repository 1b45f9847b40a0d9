"""Files for `neo4j-admin database import full`, the fastest first load of a large graph.

The whole stored form, so that aigeo works on the imported database as on its own. Every value
stands in quotes and an absent one is empty; lists are parted by U+001F. `import.args` holds the
options of the command (docs/how-to/bulk-import.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import methodcaller
from typing import IO, Any

from aigeo.export.reader import Graph, encoded
from aigeo.export.spool import Spool, as_text
from aigeo.model.blocking import name_fields

TITLE = "Neo4j bulk import: CSV files with headers for neo4j-admin"
ARGUMENTS = "import.args"
SEPARATOR = "\x1f"
Row = Mapping[str, Any]

NODES = {
    "entities.csv": "Entity",
    "names.csv": "Name",
    "statements.csv": "Statement",
    "sources.csv": "Source",
    "loads.csv": "Load",
    "judgements.csv": "Judgement",
    "identities.csv": "Identity",
    "pairs.csv": "CandidatePair",
    "meta.csv": "Meta",
}
EDGES = {
    "relations.csv": ("Entity", "Entity"),
    "named.csv": ("Name", "Entity"),
    "from.csv": ("Statement", "Source"),
}
FILES = (*NODES, *EDGES, ARGUMENTS)
_START, _END, _TYPE, _LABELS = ":START_ID", ":END_ID", ":TYPE", ":LABEL"


def write_file(graph: Graph, name: str, out: IO[bytes]) -> None:
    """Write one of the files."""
    if name == ARGUMENTS:
        out.write("".join(f"{line}\n" for line in arguments()).encode())
        return
    with Spool(_rows(graph, name)) as spool:
        lists = spool.lists()
        columns = spool.columns(("id",) if name in NODES else (_START, _END, _TYPE))
        kinds = {c: f"{lists[c]}[]" if c in lists else spool.kind(c) for c in columns}
        header = [_header(name, c, kinds[c]) for c in columns]
        out.write((",".join(header) + "\r\n").encode())
        for row in spool:
            cells = (_cell(row.get(c), c in lists or c == _LABELS) for c in columns)
            out.write((",".join(cells) + "\r\n").encode("utf-8", "replace"))


def arguments() -> list[str]:
    """Give the options of the import command; file names are relative to the folder."""
    nodes = [f"--nodes={label}={name}" for name, label in NODES.items() if name != "entities.csv"]
    types = {"named.csv": "NAMES", "from.csv": "FROM"}
    return [
        "--nodes=entities.csv",
        *nodes,
        "--relationships=relations.csv",
        *(f"--relationships={type}={name}" for name, type in types.items()),
        "--multiline-fields=true",
        "--array-delimiter=U+001F",
        "--bad-tolerance=0",
        "--id-type=string",
    ]


def _rows(graph: Graph, name: str) -> Iterator[Row]:
    match name:
        case "entities.csv":
            for row in graph.entities():
                labels = row.pop("labels")
                yield {**row, _LABELS: labels}
        case "names.csv":
            yield from (name_fields(key) for key, _ in graph.names())
        case "statements.csv":
            yield from map(encoded, graph.statements())
        case "meta.csv":
            # aigeo makes its constraints when it first opens a graph that was imported.
            yield {"id": "aigeo", "schema_version": graph.schema_version(), "imported": True}
        case "relations.csv":
            for row in graph.relations():
                ends = {_START: row["subject"], _END: row["object"], _TYPE: row["type"]}
                yield ends | {k: v for k, v in row.items() if k not in _OWN}
        case "named.csv":
            for key, entities in graph.names():
                yield from ({_START: key, _END: entity} for entity in entities)
        case "from.csv":
            yield from ({_START: s["id"], _END: s["source"]} for s in graph.statements())
        case _:
            yield from _PLAIN[name](graph)


_OWN = frozenset({"subject", "object", "type"})
_PLAIN = {
    "sources.csv": methodcaller("sources"),
    "loads.csv": methodcaller("loads"),
    "judgements.csv": methodcaller("judgements"),
    "identities.csv": methodcaller("identities"),
    "pairs.csv": methodcaller("candidate_pairs"),
}


def _header(name: str, column: str, kind: str) -> str:
    if column == "id" and name in NODES:
        return f"id:ID({NODES[name]})"
    if column in (_START, _END):
        return f"{column}({EDGES[name][column == _END]})"
    if column in (_TYPE, _LABELS):
        return column
    return f"{column}:{'string' if kind == 'json' else kind}"


def _cell(value: Any, is_list: bool) -> str:
    if value is None:
        return ""
    text = _joined(value) if is_list else as_text(value)
    # A number in quotes is read as a number; quotes tell an empty text from an absent one.
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if isinstance(value, str | list) else text


def _joined(values: Iterable[Any]) -> str:
    return SEPARATOR.join(as_text(value).replace(SEPARATOR, " ") for value in values)
