"""Turtle (https://www.w3.org/TR/turtle/), serialised by rdflib batch by batch.

A sequence of Turtle documents with the same prefixes and no blank nodes is one Turtle document,
so memory stays flat.
"""

from __future__ import annotations

import io
from typing import Any, BinaryIO

from rdflib import XSD, Literal
from rdflib.plugins.serializers.turtle import TurtleSerializer
from rdflib.term import Node

from aigeo.export import rdf
from aigeo.export.reader import Graph

TITLE = "RDF as Turtle: direct triples, facts and statements with PROV-O provenance"
SUFFIX = ".ttl"


def write(graph: Graph, out: BinaryIO) -> None:
    """Write one Turtle document, UTF-8."""
    for prefix, namespace in rdf.PREFIXES.items():
        out.write(f"@prefix {prefix}: <{namespace}> .\n".encode())
    for batch in rdf.batches(graph):
        triples = (t for kind, row in batch for t in rdf.triples(kind, row))
        document = io.BytesIO()
        _Exact(rdf.in_memory(triples)).serialize(document, encoding="utf-8")
        # The serialiser puts the prefixes of each batch first, then an empty line.
        head, _, body = document.getvalue().partition(b"\n\n")
        out.write(b"\n" + (body if head.startswith(b"@prefix") else document.getvalue()))


class _Exact(TurtleSerializer):
    """rdflib's serialiser, with all digits of doubles: it would print six."""

    def label(self, node: Node, position: int) -> Any:
        if isinstance(node, Literal) and node.datatype == XSD.double:
            return f'"{node}"^^xsd:double'
        return super().label(node, position)
