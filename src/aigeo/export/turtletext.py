"""Turtle (https://www.w3.org/TR/turtle/) made from text, subject by subject.

rdflib's serialiser is some thirty times slower and prints doubles with six digits
(docs/decisions/0050-rdf-from-text.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from aigeo.export import notices, rdf
from aigeo.export.reader import Graph
from aigeo.export.terms import LineTerms

# PN_LOCAL of the Turtle grammar, as far as names of our vocabulary go.
_LOCAL = re.compile("[A-Za-z_][A-Za-z0-9_]*")
_NAMESPACE = re.compile("(.*[/#])([^/#]*)")
_PREFIX_OF = {namespace: prefix for prefix, namespace in rdf.PREFIXES.items()}


class TurtleTerms(LineTerms):
    """Terms as text of Turtle, with the prefixes of the exports."""

    def __init__(self) -> None:
        super().__init__()
        self._short: dict[str, str] = {}

    def iri(self, text: str) -> str:
        """Make an IRI, by prefix where one fits."""
        known = self._short.get(text)
        if known is not None:
            return known
        found = _NAMESPACE.fullmatch(text)
        prefix = _PREFIX_OF.get(found[1]) if found else None
        if found is None or prefix is None or not _LOCAL.fullmatch(found[2]):
            return super().iri(text)
        return self._short.setdefault(text, f"{prefix}:{found[2]}")

    def typed(self, text: str, datatype: str) -> str:
        """Make a literal; whole numbers and truth values stand bare."""
        return text if datatype in ("integer", "boolean") else f'"{text}"^^xsd:{datatype}'


def head(graph: Graph) -> bytes:
    """Give licences and credits as comments, then the prefixes."""
    lines = [f"# {line}\n" for line in notices.lines(graph.notices())]
    lines += [f"@prefix {p}: <{namespace}> .\n" for p, namespace in rdf.PREFIXES.items()]
    return "".join(lines).encode()


def body(triples: Iterable[rdf.Triple[str]]) -> bytes:
    """Give triples as Turtle without the prefixes, sorted and without repetition."""
    pieces: list[str] = []
    last_subject = last_predicate = ""
    for subject, predicate, object_ in sorted(set(triples)):
        verb = "a" if predicate == "rdf:type" else predicate
        if subject != last_subject:
            pieces.append(f"{' .' if pieces else ''}\n{subject} {verb} {object_}")
        elif predicate != last_predicate:
            pieces.append(f" ;\n    {verb} {object_}")
        else:
            pieces.append(f" ,\n        {object_}")
        last_subject, last_predicate = subject, predicate
    return f"{''.join(pieces)} .\n".encode() if pieces else b""
