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
from aigeo.export.terms import encoded
from aigeo.export.turtletext import block, head, triple
from aigeo.model.iris import iri

TITLE = "RDF as TriG: one named graph a source"
SUFFIX = ".trig"


def write(graph: Graph, out: BinaryIO) -> None:
    """Write one TriG document, UTF-8."""
    out.write(head(graph))
    for batch in rdf.items(graph):
        named: dict[str, list[str]] = defaultdict(list)
        for item in batch:
            kind, row, _ = item
            named[iri("source", row["source"]) if kind == "statement" else ""].append(block(item))
            if kind == "relation":
                direct = f"\n{triple(*rdf.direct(row))}\n"
                for source in row["sources"]:
                    named[iri("source", source)].append(direct)
        for source in sorted(named):
            text = "".join(named[source])
            out.write(encoded(f"\n<{source}> {{{text}}}\n" if source else text))
