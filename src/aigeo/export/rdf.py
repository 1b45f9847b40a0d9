"""The graph as RDF triples; the form is described in docs/reference/rdf.md.

An edge is a direct triple `subject aigeo:TYPE object` and a fact node (`rdf:Statement`, RDF 1.1
Schema section 5.3) with what its statements add up to; a statement is an `aigeo:Statement`
(`prov:Entity`) derived from its source. Ends of statements are canonical ids. Statements that
their source has withdrawn are history: the jsonl and csv exports have them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from rdflib import OWL, PROV, RDF, SKOS, XSD
from rdflib import Graph as RdfGraph
from rdflib.term import Node

from aigeo.export.iris import SCHEMA, iri
from aigeo.export.reader import Graph
from aigeo.export.spool import as_text
from aigeo.export.terms import RdflibTerms, Terms
from aigeo.model.vocabulary import vocabulary

T = TypeVar("T")
Triple = tuple[T, T, T]
Row = Mapping[str, Any]
ROWS_A_BATCH = 2000

PREFIXES: Mapping[str, str] = {
    "aigeo": str(SCHEMA),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "skos": str(SKOS),
    "wd": "http://www.wikidata.org/entity/",
    "xsd": str(XSD),
}
_A = str(RDF.type)
_SCHEMA = str(SCHEMA)
_DERIVED, _ATTRIBUTED = str(PROV.wasDerivedFrom), str(PROV.wasAttributedTo)
_ENTITY_OWN = {"id", "type", "labels", "sources", "source_count"}
_FACT_OWN = {"id", "type", "subject", "object", "sources", "source_titles", "source_count"}
_SOURCE_KEYS = (
    "title", "publisher", "author", "url", "published", "retrieved", "language", "sha256",
    "licence", "attribution", "commercial_use", "dataset", "version", "parts", "fingerprint",
    "origin",
)  # fmt: skip
_STATEMENT_KEYS = (
    "kind", "type", "fact", "quote", "start_char", "end_char", "part", "row", "start", "end",
    "status", "negated", "confidence", "extractor", "extractor_version", "review", "first_seen",
)  # fmt: skip
_DOUBLES = {"confidence", "weight"}
_DATES = {"published", "retrieved", "first_seen"}
_WIKIDATA = re.compile(r"wd:Q[0-9]+")


def rows(graph: Graph) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give (kind, row) of everything that RDF holds, in a fixed order."""
    for kind, read in (
        ("source", graph.sources),
        ("load", graph.loads),
        ("identity", graph.identities),
        ("entity", graph.entities),
        ("relation", graph.relations),
        ("statement", graph.statements),
    ):
        for row in read():
            if kind != "statement" or row.get("last_seen") is None:
                yield kind, row


def batches(graph: Graph) -> Iterator[list[tuple[str, dict[str, Any]]]]:
    """Give the rows in lists small enough for an RDF graph in memory.

    Statements come with canonical ends.
    """
    stream = rows(graph)
    while batch := list(islice(stream, ROWS_A_BATCH)):
        ends = {e for kind, row in batch if kind == "statement" for e in _ends(row)}
        canonical = graph.canonical(ends) if ends else {}
        for kind, row in batch:
            if kind == "statement":
                row["canonical"] = canonical
        yield batch


def triples(kind: str, row: Row, terms: Terms[T]) -> Iterator[Triple[T]]:
    """Give the triples of one row."""
    return _TRIPLES[kind](row, terms)


def rdflib_triples(batch: Iterable[tuple[str, Row]]) -> Iterator[Triple[Node]]:
    """Give the triples of some rows as rdflib's terms."""
    terms = RdflibTerms()
    for kind, row in batch:
        yield from triples(kind, row, terms)


def in_memory(triples: Iterable[Triple[Node]]) -> RdfGraph:
    """Give an rdflib graph that knows the prefixes of the exports."""
    graph = RdfGraph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for triple in triples:
        graph.add(triple)
    return graph


def direct_triple(row: Row, terms: Terms[T]) -> Triple[T]:
    """Give the triple that an edge is."""
    return (
        terms.iri(iri("id", row["subject"])),
        terms.iri(_SCHEMA + row["type"]),
        terms.iri(iri("id", row["object"])),
    )


def _source(row: Row, terms: Terms[T]) -> Iterator[Triple[T]]:
    me = terms.iri(iri("source", row["id"]))
    yield me, terms.iri(_A), terms.iri(_SCHEMA + "Source")
    yield me, terms.iri(_A), terms.iri(str(PROV.Entity))
    yield from _literals(me, {key: row.get(key) for key in _SOURCE_KEYS}, terms)


def _load(row: Row, terms: Terms[T]) -> Iterator[Triple[T]]:
    me = terms.iri(iri("load", row["id"]))
    yield me, terms.iri(_A), terms.iri(_SCHEMA + "Load")
    yield me, terms.iri(_A), terms.iri(str(PROV.Activity))
    keys = ("loader", "version", "state", "sha256", "counts")
    yield from _literals(me, {key: row.get(key) for key in keys}, terms)
    if row.get("source"):
        yield me, terms.iri(_SCHEMA + "source"), terms.iri(iri("source", row["source"]))
    for key, predicate in (("started", PROV.startedAtTime), ("finished", PROV.endedAtTime)):
        if row.get(key):
            yield me, terms.iri(str(predicate)), terms.typed(row[key], "dateTime")


def _identity(row: Row, terms: Terms[T]) -> Iterator[Triple[T]]:
    if row["id"] != row["canonical"]:
        yield (
            terms.iri(iri("id", row["id"])),
            terms.iri(str(OWL.sameAs)),
            terms.iri(iri("id", row["canonical"])),
        )


def _entity(row: Row, terms: Terms[T]) -> Iterator[Triple[T]]:
    me = terms.iri(iri("id", row["id"]))
    for label in row["labels"]:
        yield me, terms.iri(_A), terms.iri(_SCHEMA + label)
    yield from _literals(me, {k: v for k, v in row.items() if k not in _ENTITY_OWN}, terms)
    for source in row.get("sources") or ():
        yield me, terms.iri(_DERIVED), terms.iri(iri("source", source))
    for other in row.get("external_ids") or ():
        if _WIKIDATA.fullmatch(other):
            same = terms.iri(PREFIXES["wd"] + other.removeprefix("wd:"))
            yield me, terms.iri(str(SKOS.exactMatch)), same


def _relation(row: Row, terms: Terms[T]) -> Iterator[Triple[T]]:
    subject, predicate, object_ = direct_triple(row, terms)
    yield subject, predicate, object_
    me = terms.iri(iri("fact", row["id"]))
    yield me, terms.iri(_A), terms.iri(str(RDF.Statement))
    yield me, terms.iri(str(RDF.subject)), subject
    yield me, terms.iri(str(RDF.predicate)), predicate
    yield me, terms.iri(str(RDF.object)), object_
    entities = _entity_qualifiers(row["type"])
    plain = {}
    for key, value in row.items():
        if key in entities:
            yield me, terms.iri(_SCHEMA + key), terms.iri(iri("id", value))
        elif key == "attributed_to":
            yield me, terms.iri(_ATTRIBUTED), terms.iri(iri("id", value))
        elif key not in _FACT_OWN and key.removesuffix("_name") not in entities:
            plain[key] = value
    yield from _literals(me, plain, terms)


def _statement(row: Row, terms: Terms[T]) -> Iterator[Triple[T]]:
    me = terms.iri(iri("statement", row["id"]))
    canonical: Mapping[str, str] = row["canonical"]
    yield me, terms.iri(_A), terms.iri(_SCHEMA + "Statement")
    yield me, terms.iri(_A), terms.iri(str(PROV.Entity))
    yield me, terms.iri(_SCHEMA + "subject"), terms.iri(iri("id", canonical[row["subject"]]))
    yield me, terms.iri(_DERIVED), terms.iri(iri("source", row["source"]))
    load = terms.iri(iri("load", row["load"]))
    yield me, terms.iri(str(PROV.wasGeneratedBy)), load
    yield me, terms.iri(_SCHEMA + "load"), load
    if row["kind"] == "relation":
        yield me, terms.iri(_SCHEMA + "object"), terms.iri(iri("id", canonical[row["object"]]))
        yield me, terms.iri(_SCHEMA + "predicate"), terms.iri(_SCHEMA + row["type"])
        if not row.get("negated") and row.get("review") != "rejected":
            yield terms.iri(iri("fact", row["fact"])), terms.iri(_DERIVED), me
    if row.get("attributed_to"):
        whom = terms.iri(iri("id", canonical[row["attributed_to"]]))
        yield me, terms.iri(_ATTRIBUTED), whom
    yield from _literals(me, {key: row.get(key) for key in _STATEMENT_KEYS}, terms)
    for key in ("qualifiers", "properties", "columns"):
        if row.get(key):
            # In the order of the store: an edge shows the cells in it.
            text = json.dumps(row[key], ensure_ascii=False)
            yield me, terms.iri(_SCHEMA + key), terms.string(text)
    for key in ("subject", "object", "attributed_to"):
        if row.get(key) and canonical[row[key]] != row[key]:
            yield me, terms.iri(f"{_SCHEMA}{key}_given"), terms.string(row[key])


_TRIPLES: Mapping[str, Callable[[Row, Terms[Any]], Iterator[Triple[Any]]]] = {
    "source": _source,
    "load": _load,
    "identity": _identity,
    "entity": _entity,
    "relation": _relation,
    "statement": _statement,
}


def _ends(row: Row) -> list[str]:
    return [row[key] for key in ("subject", "object", "attributed_to") if row.get(key)]


@cache
def _entity_qualifiers(type: str) -> frozenset[str]:
    relation = vocabulary().relation_types.get(type)
    if relation is None:
        return frozenset()
    return frozenset(n for n, q in relation.qualifiers.items() if q.range == "entity")


def _literals(me: T, values: Row, terms: Terms[T]) -> Iterator[Triple[T]]:
    doubles = _double_properties()
    for key, value in values.items():
        predicate = terms.iri(_SCHEMA + key)
        for item in value if isinstance(value, list) else [value]:
            if item is None:
                continue
            if isinstance(item, str):
                # Dates are kept to the day; the store also knows the second of a retrieval.
                literal = terms.string(item[:10] if key in _DATES else item)
            elif isinstance(item, bool):
                literal = terms.typed("true" if item else "false", "boolean")
            elif isinstance(item, float) or (isinstance(item, int) and key in doubles):
                literal = terms.typed(as_text(float(item)), "double")
            elif isinstance(item, int):
                literal = terms.typed(str(item), "integer")
            else:
                literal = terms.string(_json(item))
            yield me, predicate, literal


@cache
def _double_properties() -> frozenset[str]:
    words = vocabulary()
    properties = [t.properties for t in words.entity_types.values()]
    qualifiers = [r.qualifiers for r in words.relation_types.values()]
    numeric = {n for group in (*properties, *qualifiers) for n, p in group.items()
               if p.range == "float"}  # fmt: skip
    return frozenset(numeric | _DOUBLES)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
