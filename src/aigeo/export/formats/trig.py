"""TriG (https://www.w3.org/TR/trig/): one named graph a source, the rest unnamed.

A source's graph, named by the source's IRI, holds its statements and the direct triples that it
supports; the default graph holds sources, loads, entities, facts and all direct triples.
A named graph may be given in several blocks, so batches are written one after the other and
memory stays flat. Licences stand in comments and at each source.
"""

from __future__ import annotations

from collections import defaultdict
from typing import BinaryIO

from aigeo.export import rdf
from aigeo.export.reader import Graph
from aigeo.export.turtletext import TurtleTerms, body, head
from aigeo.model.iris import iri

TITLE = "RDF as TriG: one named graph a source"
SUFFIX = ".trig"


def write(graph: Graph, out: BinaryIO) -> None:
    """Write one TriG document, UTF-8."""
    out.write(head(graph))
    terms = TurtleTerms()
    for batch in rdf.batches(graph):
        named: dict[str, list[rdf.Triple[str]]] = defaultdict(list)
        for kind, row in batch:
            own = f"<{iri('source', row['source'])}>" if kind == "statement" else ""
            named[own] += rdf.triples(kind, row, terms)
            if kind == "relation":
                for source in row["sources"]:
                    named[f"<{iri('source', source)}>"].append(rdf.direct_triple(row, terms))
        for source in sorted(named):
            text = body(named[source])
            out.write(f"\n{source} {{".encode() + text + b"}\n" if source else text)
