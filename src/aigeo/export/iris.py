"""IRIs of things in the graph: one place, so that all RDF exports name a thing alike."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote, unquote

from rdflib import Namespace, URIRef

ROOT = "https://w3id.org/aigeo/"
SCHEMA = Namespace(f"{ROOT}schema/")
KINDS = ("id", "source", "statement", "fact", "load", "judgement")
_UNRESERVED = ":-._~"  # RFC 3986, section 3.3: these need no encoding in a path segment


@lru_cache(maxsize=200_000)
def iri(kind: str, id: str) -> str:
    """Give the IRI of a thing: kind `id` (an entity), `source`, `statement`, `fact`, `load`."""
    return f"{ROOT}{kind}/{quote(id, safe=_UNRESERVED, errors='surrogatepass')}"


def id_of(text: str) -> tuple[str, str] | None:
    """Give (kind, id) of an IRI that `iri` made, None for any other."""
    kind, slash, rest = text.removeprefix(ROOT).partition("/")
    if not text.startswith(ROOT) or kind not in KINDS or not slash or not rest:
        return None
    return kind, unquote(rest, errors="surrogatepass")


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
