"""The terms of RDF in two shapes: rdflib's objects, and text of N-Triples, which is far cheaper."""

from __future__ import annotations

import re
from typing import Protocol, TypeVar

from rdflib import XSD, Literal, URIRef
from rdflib.term import Node

from aigeo.model.iris import SCHEMA

T = TypeVar("T", covariant=True)
_NOT_RDF = re.compile("[\x00\ud800-\udfff]")
_ESCAPED = re.compile('["\\\\\n\r]')
_SPECIAL = re.compile('["\\\\\n\r\x00\ud800-\udfff]')  # what either of the two finds
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_XSD = str(XSD)


class Terms(Protocol[T]):
    """A way to make terms."""

    def iri(self, text: str) -> T:
        """Make an IRI."""

    def name(self, local: str) -> T:
        """Make the IRI of a class, relation type or property of the vocabulary."""

    def string(self, text: str) -> T:
        """Make a plain string."""

    def typed(self, text: str, datatype: str) -> T:
        """Make a literal from its lexical form and the local name of an XML Schema type."""


class RdflibTerms:
    """Terms as rdflib has them."""

    def iri(self, text: str) -> Node:
        """Make an IRI."""
        return URIRef(text)

    def name(self, local: str) -> Node:
        """Make the IRI of a name of the vocabulary."""
        return URIRef(SCHEMA + local)

    def string(self, text: str) -> Node:
        """Make a plain string."""
        return Literal(clean(text))

    def typed(self, text: str, datatype: str) -> Node:
        """Make a literal; its lexical form is kept as given."""
        return Literal(text, datatype=XSD[datatype], normalize=False)


class LineTerms:
    """Terms as text of N-Triples (https://www.w3.org/TR/n-triples/#canonical-ntriples)."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def iri(self, text: str) -> str:
        """Make an IRI."""
        return f"<{text}>"

    def name(self, local: str) -> str:
        """Make the IRI of a name of the vocabulary."""
        known = self._names.get(local)
        return known or self._names.setdefault(local, self.iri(SCHEMA + local))

    def string(self, text: str) -> str:
        """Make a plain string, with the escapes of the canonical form."""
        if _SPECIAL.search(text) is None:
            return f'"{text}"'
        return f'"{_ESCAPED.sub(_escape, clean(text))}"'

    def typed(self, text: str, datatype: str) -> str:
        """Make a literal."""
        return f'"{text}"^^<{_XSD}{datatype}>'


def clean(text: str) -> str:
    """Give a text that RDF can hold; what no RDF syntax can hold becomes U+FFFD."""
    return text if text.isalnum() else _NOT_RDF.sub("\ufffd", text)


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES[found[0]]
