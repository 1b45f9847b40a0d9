"""Quads: one named graph a source, the rest unnamed; shared by N-Quads and TriG."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from aigeo.export import rdf
from aigeo.export.iris import iri
from aigeo.export.terms import Terms

T = TypeVar("T")


def quads(
    kind: str, row: Mapping[str, Any], terms: Terms[T]
) -> Iterator[tuple[rdf.Triple[T], T | None]]:
    """Give (triple, graph name) of one row; None names the default graph.

    A source's graph, named by the source's IRI, holds its statements and the direct triples
    that it supports; the default graph holds sources, loads, entities, facts and all direct
    triples.
    """
    name = terms.iri(iri("source", row["source"])) if kind == "statement" else None
    for triple in rdf.triples(kind, row, terms):
        yield triple, name
    if kind == "relation":
        direct = rdf.direct_triple(row, terms)
        for source in row["sources"]:
            yield direct, terms.iri(iri("source", source))
