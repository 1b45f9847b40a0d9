"""Pieces of Turtle and TriG documents, serialised by rdflib."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from rdflib import XSD, Literal
from rdflib.plugins.serializers.turtle import TurtleSerializer
from rdflib.term import Node

from aigeo.export import notices, rdf
from aigeo.export.reader import Graph


def head(graph: Graph) -> bytes:
    """Give licences and credits as comments, then the prefixes."""
    lines = [f"# {line}\n" for line in notices.lines(graph.notices())]
    lines += [f"@prefix {p}: <{namespace}> .\n" for p, namespace in rdf.PREFIXES.items()]
    return "".join(lines).encode()


def body(triples: Iterable[rdf.Triple[Node]]) -> bytes:
    """Give triples as Turtle without the prefixes."""
    document = io.BytesIO()
    _Exact(rdf.in_memory(triples)).serialize(document, encoding="utf-8")
    # The serialiser puts the prefixes first, then an empty line.
    start, _, rest = document.getvalue().partition(b"\n\n")
    return rest if start.startswith(b"@prefix") else document.getvalue()


class _Exact(TurtleSerializer):
    """rdflib's serialiser, with all digits of doubles: it would print six."""

    def label(self, node: Node, position: int) -> Any:
        if isinstance(node, Literal) and node.datatype == XSD.double:
            return f'"{node}"^^xsd:double'
        return super().label(node, position)
