"""Turtle (https://www.w3.org/TR/turtle/), row by row, so that memory stays flat.

Licences stand in comments and at each source.
"""

from __future__ import annotations

from typing import BinaryIO

from aigeo.export import rdf
from aigeo.export.reader import Graph
from aigeo.export.terms import encoded
from aigeo.export.turtletext import block, head

TITLE = "RDF as Turtle: direct triples, facts and statements with PROV-O provenance"
SUFFIX = ".ttl"


def write(graph: Graph, out: BinaryIO) -> None:
    """Write one Turtle document, UTF-8."""
    out.write(head(graph))
    for batch in rdf.pieces(graph):
        out.write(encoded("".join(map(block, batch))))
