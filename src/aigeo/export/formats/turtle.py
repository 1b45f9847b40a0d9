"""Turtle (https://www.w3.org/TR/turtle/), batch by batch, so that memory stays flat.

Licences stand in comments and at each source.
"""

from __future__ import annotations

from typing import BinaryIO

from aigeo.export import rdf
from aigeo.export.reader import Graph
from aigeo.export.turtletext import TurtleTerms, body, head

TITLE = "RDF as Turtle: direct triples, facts and statements with PROV-O provenance"
SUFFIX = ".ttl"


def write(graph: Graph, out: BinaryIO) -> None:
    """Write one Turtle document, UTF-8."""
    out.write(head(graph))
    terms = TurtleTerms()
    for batch in rdf.batches(graph):
        out.write(body(t for kind, row in batch for t in rdf.triples(kind, row, terms)))
