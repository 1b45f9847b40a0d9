"""JSON lines in aigeo's own, lossless form: one record a line, reloadable.

The first line is a header with the form's version and the licences; each other line has
`record` (`source`, `load`, `judgement`, `identity`, `pair`, `entity`, `relation` or `statement`)
and the stored properties; a `pair` is a candidate pair. `statement` lines alone suffice to compute
entities and relations again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from aigeo.export.jsontext import line
from aigeo.export.reader import Graph
from aigeo.model.vocabulary import vocabulary

TITLE = "JSON lines, complete: sources, loads, judgements, entities, relations, statements"
SUFFIX = ".jsonl"
VERSION = 1


def write(graph: Graph, out: BinaryIO) -> None:
    """Write one JSON object a line, UTF-8."""
    for record in _records(graph):
        out.write(line(record) + b"\n")


def _records(graph: Graph) -> Iterator[dict[str, Any]]:
    yield {
        "record": "header",
        "form": "aigeo",
        "version": VERSION,
        "schema": vocabulary().version,
        "notices": graph.notices(),
    }
    for name, rows in (
        ("source", graph.sources),
        ("load", graph.loads),
        ("judgement", graph.judgements),
        ("identity", graph.identities),
        ("pair", graph.candidate_pairs),
        ("entity", graph.entities),
        ("relation", graph.relations),
        ("statement", graph.statements),
    ):
        for row in rows():
            yield {"record": name, **row}
