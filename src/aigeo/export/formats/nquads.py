"""N-Quads (https://www.w3.org/TR/n-quads/): one named graph a source, the rest unnamed.

A source's graph, named by the source's IRI, holds its statements and the direct triples that it
supports; the default graph holds sources, loads, entities, facts and all direct triples.

Lines are made from text, without an RDF library's objects in between
(docs/decisions/0050-rdf-from-text.md). Licences stand in comments and at each source.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO

from aigeo.export import notices, rdf
from aigeo.export.reader import Graph
from aigeo.export.terms import encoded, escaped
from aigeo.model.iris import iri

TITLE = "RDF as N-Quads: one named graph a source"
SUFFIX = ".nq"
_TYPES = {
    "": '"',
    **{
        name: f'"^^<{rdf.PREFIXES["xsd"]}{name}>'
        for name in ("boolean", "dateTime", "double", "integer")
    },
}
"""How a literal ends."""


def write(graph: Graph, out: BinaryIO) -> None:
    """Write one quad a line, UTF-8; what belongs to one subject stands together."""
    for line in notices.lines(graph.notices()):
        out.write(f"# {line}\n".encode())
    for batch in rdf.pieces(graph):
        lines: list[str] = []
        for item in batch:
            _add(lines, item)
        out.write(encoded("".join(lines)))


def _add(lines: list[str], item: rdf.Item) -> None:
    kind, row, _ = item
    node = rdf.node(item)
    end = f" <{iri('source', row['source'])}> .\n" if kind == "statement" else " .\n"
    me = f"<{node.iri}> <"
    lines += [f"{me}{predicate}> <{object_}>{end}" for predicate, object_ in node.links]
    lines += [f"<{s}> <{p}> <{o}>{end}" for s, p, o in node.others]
    _add_literals(lines, me, row, rdf.properties(kind, row.get("type")), end)
    if node.extra:
        _add_literals(lines, me, node.extra, rdf.properties("extra", None), end)
    if kind == "relation":
        ((s, p, o),) = node.others
        lines += [f"<{s}> <{p}> <{o}> <{iri('source', id)}> .\n" for id in row["sources"]]


def _add_literals(
    lines: list[str],
    me: str,
    values: Mapping[str, Any],
    properties: Mapping[str, rdf.Property | None],
    end: str,
) -> None:
    add = lines.append
    for name, value in values.items():
        if value is None:
            continue
        said = properties[name]
        if said is None:
            continue
        kind = value.__class__
        if kind is str and said.form == "plain":  # most are
            if '"' in value or "\\" in value or "\n" in value or "\r" in value:
                value = escaped(value)
            add(f'{me}{said.iri}> "{value}"{end}')
        elif kind is list:
            for one in value:
                text, type = rdf.lexical(said, one)
                add(f'{me}{said.iri}> "{escaped(text)}{_TYPES[type]}{end}')
        elif value != {}:
            text, type = rdf.lexical(said, value)
            add(f'{me}{said.iri}> "{escaped(text)}{_TYPES[type]}{end}')
