"""Turtle (https://www.w3.org/TR/turtle/) made from text, row by row.

rdflib's serialiser is some fifty times slower and prints doubles with six digits
(docs/decisions/0050-rdf-from-text.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from aigeo.export import notices, rdf
from aigeo.export.reader import Graph
from aigeo.export.terms import escaped

# PN_LOCAL of the Turtle grammar, as far as names of our vocabulary go.
_LOCAL = re.compile("[A-Za-z_][A-Za-z0-9_]*")
_NAMESPACE = re.compile("(.*[/#])([^/#]*)")
_PREFIX_OF = {namespace: prefix for prefix, namespace in rdf.PREFIXES.items()}


def head(graph: Graph) -> bytes:
    """Give licences and credits as comments, then the prefixes."""
    lines = [f"# {line}\n" for line in notices.lines(graph.notices())]
    lines += [f"@prefix {p}: <{namespace}> .\n" for p, namespace in rdf.PREFIXES.items()]
    return "".join(lines).encode()


def block(item: rdf.Item) -> str:
    """Give the triples of a row, each subject a block of predicates."""
    kind, row, _ = item
    node = rdf.node(item)
    said: dict[str, list[str]] = {}
    for predicate, object_ in node.links:
        verb = "a" if predicate == rdf.TYPE else _short(predicate)
        said.setdefault(verb, []).append(_term(object_))
    properties = rdf.properties(kind, row.get("type"))
    for values in (row, node.extra):
        for name, value in values.items():
            if value is None or value == {} or (property := properties[name]) is None:
                continue
            objects = value if value.__class__ is list else (value,)
            if objects:
                verb = _short(property.iri)
                said.setdefault(verb, []).extend(_literal(property, one) for one in objects)
        properties = rdf.properties("extra", None)
    text = " ;\n    ".join(f"{verb} {', '.join(objects)}" for verb, objects in said.items())
    others = "".join(f"\n{triple(*other)}" for other in node.others)
    return f"\n<{node.iri}> {text} .{others}\n"


def triple(subject: str, predicate: str, object_: str) -> str:
    """Give one triple of IRIs."""
    return f"<{subject}> {_short(predicate)} {_term(object_)} ."


def _literal(property: rdf.Property, value: object) -> str:
    text, type = rdf.lexical(property, value)
    if type == "":
        return f'"{escaped(text)}"'
    return text if type in ("integer", "boolean") else f'"{text}"^^xsd:{type}'


def _term(iri: str) -> str:
    # What is named by its id has no short form: not worth a place in the memory of short forms.
    return _short(iri) if iri.startswith(_SHORT) else f"<{iri}>"


_SHORT = tuple(rdf.PREFIXES.values())


def _shortened(iri: str) -> str:
    found = _NAMESPACE.fullmatch(iri)
    prefix = _PREFIX_OF.get(found[1]) if found else None
    if found is None or prefix is None or not _LOCAL.fullmatch(found[2]):
        return f"<{iri}>"
    return f"{prefix}:{found[2]}"


_short: Callable[[str], str] = lru_cache(maxsize=10_000)(_shortened)
