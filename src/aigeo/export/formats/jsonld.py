"""JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/) with its context inside: nothing is fetched.

Node objects are written row by row. A property is called by its term where the context gives the
term the type that the value has, else by its compact IRI, to which the context says nothing.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from functools import cache
from typing import Any, BinaryIO

from aigeo.export import rdf
from aigeo.export.jsontext import line
from aigeo.export.reader import Graph
from aigeo.export.terms import clean
from aigeo.model.iris import SCHEMA
from aigeo.resources import schema_dir

TITLE = "JSON-LD with the vocabulary's context inside"
SUFFIX = ".jsonld"


def write(graph: Graph, out: BinaryIO) -> None:
    """Write one JSON-LD document, one node object a line, UTF-8."""
    out.write(b'{"@context": ' + line(context()) + b',\n"@graph": [\n')
    separator = b""
    for batch in rdf.pieces(graph):
        for item in batch:
            for node in _nodes(item):
                out.write(separator + line(node))
                separator = b",\n"
    out.write(b"\n]}\n")


@cache
def context() -> dict[str, Any]:
    """Give the context generated from the schema, with the prefixes of the exports."""
    path = schema_dir() / "generated" / "aigeo.context.jsonld"
    generated = json.loads(path.read_text("utf-8"))["@context"]
    # The schema calls a predicate a CURIE or IRI, which LinkML takes for a literal.
    predicate = {"predicate": {"@id": "aigeo:predicate", "@type": "@id"}}
    return {**generated, **rdf.PREFIXES, **predicate}


def _nodes(item: rdf.Item) -> Iterator[dict[str, Any]]:
    kind, row, _ = item
    node = rdf.node(item)
    said: dict[str, list[Any]] = {}
    for predicate, object_ in node.links:
        if predicate == rdf.TYPE:
            said.setdefault("@type", []).append(_short(object_))
        else:
            key, coerced = _link_key(predicate)
            said.setdefault(key, []).append(_short(object_) if coerced else {"id": _short(object_)})
    properties = rdf.properties(kind, row.get("type"))
    for values in (row, node.extra):
        for name, value in values.items():
            if value is None or value == {} or (property := properties[name]) is None:
                continue
            for one in value if value.__class__ is list else (value,):
                key, said_value = _literal(property, one)
                said.setdefault(key, []).append(said_value)
        properties = rdf.properties("extra", None)
    single = {key: found[0] if len(found) == 1 else found for key, found in said.items()}
    yield {"id": node.iri, **single}
    for subject, predicate, object_ in node.others:
        key, coerced = _link_key(predicate)
        yield {"id": subject, key: object_ if coerced else {"id": object_}}


def _literal(property: rdf.Property, value: Any) -> tuple[str, Any]:
    """Give the key and the value object of a literal."""
    text, type = rdf.lexical(property, value)
    text = clean(text)
    key, wanted = _value_key(property.iri)
    if wanted is not None and wanted != type:
        key, wanted = _short(property.iri), None
    if type == "" or (type == wanted == "dateTime"):
        return key, text
    if type in ("boolean", "integer"):
        return key, value
    # Of other numbers JSON-LD takes the whole ones for integers, and JSON has no infinite ones.
    if wanted == "double" and math.isfinite(float(value)):
        return key, float(value)
    return key, {"@value": text, "@type": f"xsd:{type}"}


@cache
def _value_key(iri: str) -> tuple[str, str | None]:
    """Give a property's key, and the type that the context gives values of it.

    None stands for no type of its own: a string is a string, a whole number an `xsd:integer`.
    """
    for term, definition in context().items():
        if isinstance(definition, dict) and _expanded(definition) == iri:
            type = definition.get("@type")
            if type is None and "@context" not in definition:
                return term, None
            if isinstance(type, str) and type.startswith("xsd:"):
                return term, type.removeprefix("xsd:")
    return _short(iri), None


@cache
def _link_key(iri: str) -> tuple[str, bool]:
    """Give a predicate's key, and whether the context takes its values for IRIs."""
    for term, definition in context().items():
        if (
            isinstance(definition, dict)
            and definition.get("@type") == "@id"
            and _expanded(definition) == iri
        ):
            return term, True
    return _short(iri), False


def _expanded(definition: dict[str, Any]) -> str:
    prefix, colon, local = str(definition.get("@id", "")).partition(":")
    if not colon:
        return SCHEMA + prefix  # @vocab
    return str(rdf.PREFIXES.get(prefix, f"{prefix}:")) + local


def _short(iri: str) -> str:
    for prefix, namespace in rdf.PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local is not iri and local.isidentifier():
            return f"{prefix}:{local}"
    return iri
