"""N-Quads (https://www.w3.org/TR/n-quads/): one named graph a source, the rest unnamed.

Lines are made from text, without an RDF library's objects in between: twenty times as fast
(docs/decisions/0050-rdf-from-text.md). Licences stand in comments and at each source.
"""

from __future__ import annotations

from typing import BinaryIO

from aigeo.export import notices, rdf
from aigeo.export.quads import quads
from aigeo.export.reader import Graph
from aigeo.export.terms import LineTerms

TITLE = "RDF as N-Quads: one named graph a source"
SUFFIX = ".nq"


def write(graph: Graph, out: BinaryIO) -> None:
    """Write one quad a line, sorted and without repetition within each batch, UTF-8."""
    for line in notices.lines(graph.notices()):
        out.write(f"# {line}\n".encode())
    terms = LineTerms()
    for batch in rdf.batches(graph):
        lines = {
            f"{s} {p} {o} .\n" if name is None else f"{s} {p} {o} {name} .\n"
            for kind, row in batch
            for (s, p, o), name in quads(kind, row, terms)
        }
        out.write("".join(sorted(lines)).encode())
