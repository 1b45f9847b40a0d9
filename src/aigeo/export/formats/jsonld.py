"""JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/) with its context inside: nothing is fetched."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any, BinaryIO

from rdflib.plugins.serializers.jsonld import from_rdf

from aigeo.export import rdf
from aigeo.export.reader import Graph
from aigeo.resources import schema_dir

TITLE = "JSON-LD with the vocabulary's context inside"
SUFFIX = ".jsonld"


def write(graph: Graph, out: BinaryIO) -> None:
    """Write one JSON-LD document, one node object a line, UTF-8."""
    out.write(b'{"@context": ' + _line(context()) + b',\n"@graph": [\n')
    separator = b""
    for batch in rdf.batches(graph):
        document: dict[str, Any] = from_rdf(  # type: ignore[no-untyped-call]
            rdf.in_memory(rdf.rdflib_triples(batch)), context_data=context()
        )
        nodes = document.get("@graph") or [{k: v for k, v in document.items() if k != "@context"}]
        for node in sorted(nodes, key=lambda node: str(node["id"])):
            out.write(separator + _line(_sorted(node)))
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


def _sorted(node: dict[str, Any]) -> dict[str, Any]:
    values = {
        key: sorted((_native(key, v) for v in value), key=_line)
        if isinstance(value, list)
        else _native(key, value)
        for key, value in node.items()
    }
    return dict(sorted(values.items(), key=lambda item: (item[0] not in ("id", "@type"), item[0])))


def _native(term: str, value: Any) -> Any:
    """Give a number or truth value as JSON has it: rdflib writes typed terms as text."""
    definition = context().get(term)
    type = definition.get("@type") if isinstance(definition, dict) else None
    return _NATIVE[type](str(value)) if type in _NATIVE and isinstance(value, str) else value


_NATIVE: dict[str | None, Callable[[str], Any]] = {
    "xsd:double": float,
    "xsd:integer": int,
    "xsd:boolean": {"true": True, "false": False}.__getitem__,
}


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8")
