"""N-Quads (https://www.w3.org/TR/n-quads/): one named graph a source, the rest unnamed.

A source's graph, named by the source's IRI, holds its statements and the direct triples that it
supports; the default graph holds sources, loads, entities, facts and all direct triples.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from rdflib import URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID, Dataset

from aigeo.export import rdf
from aigeo.export.iris import source_iri
from aigeo.export.reader import Graph

TITLE = "RDF as N-Quads: one named graph a source"
SUFFIX = ".nq"


def write(graph: Graph, out: BinaryIO) -> None:
    """Write one quad a line, sorted within each batch, UTF-8."""
    for batch in rdf.batches(graph):
        dataset = Dataset()
        for kind, row in batch:
            for triple, name in _quads(kind, row):
                dataset.graph(name).add(triple)
        lines = dataset.serialize(format="nquads", encoding="utf-8").splitlines(keepends=True)
        out.writelines(sorted(line for line in lines if line.strip()))


def _quads(kind: str, row: rdf.Row) -> Iterator[tuple[rdf.Triple, URIRef]]:
    name = source_iri(row["source"]) if kind == "statement" else DATASET_DEFAULT_GRAPH_ID
    for triple in rdf.triples(kind, row):
        yield triple, name
    if kind == "relation":
        for source in row["sources"]:
            yield rdf.direct_triple(row), source_iri(source)
