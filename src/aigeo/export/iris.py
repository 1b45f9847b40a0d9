"""IRIs of things in the graph as rdflib's terms."""

from __future__ import annotations

from rdflib import Namespace, URIRef

from aigeo.model.iris import ROOT, iri
from aigeo.model.iris import SCHEMA as SCHEMA_IRI

__all__ = ["ROOT", "SCHEMA", "entity_iri", "fact_iri", "iri", "source_iri", "statement_iri"]

SCHEMA = Namespace(SCHEMA_IRI)


def entity_iri(id: str) -> URIRef:
    """Give the IRI of an entity: `https://w3id.org/aigeo/id/firm:huawei`."""
    return URIRef(iri("id", id))


def source_iri(id: str) -> URIRef:
    """Give the IRI of a source, which is also the name of its graph in N-Quads and TriG."""
    return URIRef(iri("source", id))


def statement_iri(id: str) -> URIRef:
    """Give the IRI of a statement."""
    return URIRef(iri("statement", id))


def fact_iri(id: str) -> URIRef:
    """Give the IRI of a fact, which is an edge of the graph."""
    return URIRef(iri("fact", id))
