"""TriG (https://www.w3.org/TR/trig/): one named graph a source, the rest unnamed.

A named graph may be given in several blocks, so batches are written one after the other and
memory stays flat. Licences stand in comments and at each source.
"""

from __future__ import annotations

from collections import defaultdict
from typing import BinaryIO

from aigeo.export import rdf
from aigeo.export.quads import quads
from aigeo.export.reader import Graph
from aigeo.export.turtletext import TurtleTerms, body, head

TITLE = "RDF as TriG: one named graph a source"
SUFFIX = ".trig"


def write(graph: Graph, out: BinaryIO) -> None:
    """Write one TriG document, UTF-8."""
    out.write(head(graph))
    terms = TurtleTerms()
    for batch in rdf.batches(graph):
        named: dict[str, list[rdf.Triple[str]]] = defaultdict(list)
        for kind, row in batch:
            for triple, name in quads(kind, row, terms):
                named[name or ""].append(triple)
        for source in sorted(named):
            text = body(named[source])
            out.write(f"\n{source} {{".encode() + text + b"}\n" if source else text)
