"""IRIs of things in the graph: one place, so that all RDF exports name a thing alike."""

from __future__ import annotations

from urllib.parse import quote

from rdflib import Namespace, URIRef

ROOT = "https://w3id.org/aigeo/"
SCHEMA = Namespace(f"{ROOT}schema/")
_UNRESERVED = ":-._~"  # RFC 3986, section 3.3: these need no encoding in a path segment


def entity_iri(id: str) -> URIRef:
    """Give the IRI of an entity: `https://w3id.org/aigeo/id/firm:huawei`."""
    return _iri("id", id)


def source_iri(id: str) -> URIRef:
    """Give the IRI of a source, which is also the name of its graph in N-Quads."""
    return _iri("source", id)


def statement_iri(id: str) -> URIRef:
    """Give the IRI of a statement."""
    return _iri("statement", id)


def fact_iri(id: str) -> URIRef:
    """Give the IRI of a fact, which is an edge of the graph."""
    return _iri("fact", id)


def load_iri(id: str) -> URIRef:
    """Give the IRI of a load."""
    return _iri("load", id)


def _iri(kind: str, id: str) -> URIRef:
    return URIRef(f"{ROOT}{kind}/{quote(id, safe=_UNRESERVED, errors='surrogatepass')}")
