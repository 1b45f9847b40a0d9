"""KGX as JSON lines: nodes and edges, with aigeo's statements inside, reloadable."""

from __future__ import annotations

from typing import IO

from aigeo.export import biolink
from aigeo.export.jsontext import line
from aigeo.export.reader import Graph

TITLE = "KGX in Biolink's words, JSON lines"
NODES, EDGES = "aigeo_nodes.jsonl", "aigeo_edges.jsonl"
FILES = (NODES, EDGES)


def write_file(graph: Graph, name: str, out: IO[bytes]) -> None:
    """Write nodes or edges."""
    for row in biolink.nodes(graph) if name == NODES else biolink.edges(graph):
        out.write(line(row) + b"\n")
