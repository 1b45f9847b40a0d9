"""Turtle (https://www.w3.org/TR/turtle/), serialised by rdflib batch by batch.

A sequence of Turtle documents with the same prefixes and no blank nodes is one Turtle document,
so memory stays flat. Licences stand in comments and at each source.
"""

from __future__ import annotations

from typing import BinaryIO

from aigeo.export import rdf
from aigeo.export.reader import Graph
from aigeo.export.turtletext import body, head

TITLE = "RDF as Turtle: direct triples, facts and statements with PROV-O provenance"
SUFFIX = ".ttl"


def write(graph: Graph, out: BinaryIO) -> None:
    """Write one Turtle document, UTF-8."""
    out.write(head(graph))
    for batch in rdf.batches(graph):
        out.write(b"\n" + body(rdf.rdflib_triples(batch)))
