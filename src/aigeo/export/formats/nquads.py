"""N-Quads (https://www.w3.org/TR/n-quads/): one named graph a source, the rest unnamed.

A source's graph, named by the source's IRI, holds its statements and the direct triples that it
supports; the default graph holds sources, loads, entities, facts and all direct triples.

Lines are made from text, without an RDF library's objects in between: twenty times as fast
(docs/decisions/0050-rdf-from-text.md). Licences stand in comments and at each source.
"""

from __future__ import annotations

from typing import BinaryIO

from aigeo.export import notices, rdf
from aigeo.export.reader import Graph
from aigeo.export.terms import LineTerms
from aigeo.model.iris import iri

TITLE = "RDF as N-Quads: one named graph a source"
SUFFIX = ".nq"


def write(graph: Graph, out: BinaryIO) -> None:
    """Write one quad a line, UTF-8; what belongs to one subject stands together."""
    for line in notices.lines(graph.notices()):
        out.write(f"# {line}\n".encode())
    terms = LineTerms()
    for batch in rdf.batches(graph):
        lines: list[str] = []
        for kind, row in batch:
            end = f" <{iri('source', row['source'])}> .\n" if kind == "statement" else " .\n"
            lines += [f"{s} {p} {o}{end}" for s, p, o in rdf.triples(kind, row, terms)]
            if kind == "relation":
                direct = " ".join(rdf.direct_triple(row, terms))
                lines += [f"{direct} <{iri('source', source)}> .\n" for source in row["sources"]]
        out.write("".join(lines).encode())
