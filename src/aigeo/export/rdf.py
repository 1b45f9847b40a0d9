"""The graph as RDF triples; the form is described in docs/reference/rdf.md.

An edge is a direct triple `subject aigeo:TYPE object` and a fact node (`rdf:Statement`, RDF 1.1
Schema section 5.3) with what its statements add up to; a statement is an `aigeo:Statement`
(`prov:Entity`) derived from its source. Ends of statements are canonical ids. Statements that
their source has withdrawn are history: the jsonl and csv exports have them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any

from rdflib import OWL, PROV, RDF, SKOS, XSD, Literal, URIRef
from rdflib import Graph as RdfGraph
from rdflib.term import Node

from aigeo.export.iris import (
    SCHEMA,
    entity_iri,
    fact_iri,
    load_iri,
    source_iri,
    statement_iri,
)
from aigeo.export.reader import Graph
from aigeo.model.vocabulary import vocabulary

Triple = tuple[URIRef, URIRef, Node]
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
_ENTITY_OWN = {"id", "type", "labels", "sources", "source_count"}
_FACT_OWN = {"id", "type", "subject", "object", "sources", "source_titles", "source_count"}
_SOURCE_KEYS = (
    "title", "publisher", "url", "published", "retrieved", "sha256", "licence", "attribution",
    "commercial_use", "dataset", "version",
)  # fmt: skip
_STATEMENT_KEYS = (
    "kind", "type", "fact", "quote", "start_char", "end_char", "part", "row", "start", "end",
    "status", "negated", "confidence", "extractor", "extractor_version", "review", "first_seen",
)  # fmt: skip
_DOUBLES = {"confidence", "weight"}
_DATES = {"published", "retrieved", "first_seen"}
_NOT_RDF = re.compile("[\x00\ud800-\udfff]")


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


def triples(kind: str, row: Row) -> Iterator[Triple]:
    """Give the triples of one row."""
    return _TRIPLES[kind](row)


def in_memory(triples: Iterable[Triple]) -> RdfGraph:
    """Give an rdflib graph that knows the prefixes of the exports."""
    graph = RdfGraph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for triple in triples:
        graph.add(triple)
    return graph


def direct_triple(row: Row) -> Triple:
    """Give the triple that an edge is."""
    return entity_iri(row["subject"]), SCHEMA[row["type"]], entity_iri(row["object"])


def text(value: str) -> Literal:
    """Give a string as a literal; what no RDF syntax can hold becomes U+FFFD."""
    return Literal(_NOT_RDF.sub("\ufffd", value))


def _source(row: Row) -> Iterator[Triple]:
    me = source_iri(row["id"])
    yield me, RDF.type, SCHEMA.Source
    yield me, RDF.type, PROV.Entity
    yield from _literals(me, {key: row.get(key) for key in _SOURCE_KEYS})


def _load(row: Row) -> Iterator[Triple]:
    me = load_iri(row["id"])
    yield me, RDF.type, SCHEMA.Load
    yield me, RDF.type, PROV.Activity
    yield from _literals(me, {key: row.get(key) for key in ("loader", "version", "state")})
    yield from _literals(me, {"sha256": row.get("sha256"), "counts": row.get("counts")})
    if row.get("source"):
        yield me, SCHEMA.source, source_iri(row["source"])
    for key, predicate in (("started", PROV.startedAtTime), ("finished", PROV.endedAtTime)):
        if row.get(key):
            yield me, predicate, Literal(row[key], datatype=XSD.dateTime)


def _identity(row: Row) -> Iterator[Triple]:
    if row["id"] != row["canonical"]:
        yield entity_iri(row["id"]), OWL.sameAs, entity_iri(row["canonical"])


def _entity(row: Row) -> Iterator[Triple]:
    me = entity_iri(row["id"])
    for label in row["labels"]:
        yield me, RDF.type, SCHEMA[label]
    yield from _literals(me, {k: v for k, v in row.items() if k not in _ENTITY_OWN})
    for source in row.get("sources") or ():
        yield me, PROV.wasDerivedFrom, source_iri(source)
    for other in row.get("external_ids") or ():
        if re.fullmatch(r"wd:Q[0-9]+", other):
            yield me, SKOS.exactMatch, URIRef(PREFIXES["wd"] + other.removeprefix("wd:"))


def _relation(row: Row) -> Iterator[Triple]:
    subject, predicate, object_ = direct_triple(row)
    yield subject, predicate, object_
    me = fact_iri(row["id"])
    yield me, RDF.type, RDF.Statement
    yield me, RDF.subject, subject
    yield me, RDF.predicate, predicate
    yield me, RDF.object, object_
    entities = _entity_qualifiers(row["type"])
    for key, value in row.items():
        if key in entities or key == "attributed_to":
            yield me, _predicate(key), entity_iri(value)
        elif key not in _FACT_OWN and key.removesuffix("_name") not in entities:
            yield from _literals(me, {key: value})


def _statement(row: Row) -> Iterator[Triple]:
    me = statement_iri(row["id"])
    canonical: Mapping[str, str] = row["canonical"]
    yield me, RDF.type, SCHEMA.Statement
    yield me, RDF.type, PROV.Entity
    yield me, SCHEMA.subject, entity_iri(canonical[row["subject"]])
    yield me, PROV.wasDerivedFrom, source_iri(row["source"])
    yield me, PROV.wasGeneratedBy, load_iri(row["load"])
    yield me, SCHEMA.load, load_iri(row["load"])
    if row["kind"] == "relation":
        yield me, SCHEMA.object, entity_iri(canonical[row["object"]])
        yield me, SCHEMA.predicate, SCHEMA[row["type"]]
        if not row.get("negated") and row.get("review") != "rejected":
            yield fact_iri(row["fact"]), PROV.wasDerivedFrom, me
    if row.get("attributed_to"):
        yield me, PROV.wasAttributedTo, entity_iri(canonical[row["attributed_to"]])
    yield from _literals(me, {key: row.get(key) for key in _STATEMENT_KEYS})
    for key in ("qualifiers", "properties", "columns"):
        if row.get(key):
            yield me, SCHEMA[key], text(_json(row[key]))


_TRIPLES = {
    "source": _source,
    "load": _load,
    "identity": _identity,
    "entity": _entity,
    "relation": _relation,
    "statement": _statement,
}


def _ends(row: Row) -> list[str]:
    return [row[key] for key in ("subject", "object", "attributed_to") if row.get(key)]


def _entity_qualifiers(type: str) -> frozenset[str]:
    relation = vocabulary().relation_types.get(type)
    if relation is None:
        return frozenset()
    return frozenset(n for n, q in relation.qualifiers.items() if q.range == "entity")


def _predicate(key: str) -> URIRef:
    return PROV.wasAttributedTo if key == "attributed_to" else SCHEMA[key]


def _literals(me: URIRef, values: Row) -> Iterator[Triple]:
    doubles = _double_properties()
    for key, value in values.items():
        for item in value if isinstance(value, list) else [value]:
            if item is None:
                continue
            if isinstance(item, bool):
                literal = Literal(item)
            elif isinstance(item, int | float) and (key in doubles or isinstance(item, float)):
                literal = Literal(float(item), datatype=XSD.double)
            elif isinstance(item, int):
                literal = Literal(item)
            elif isinstance(item, str):
                # Dates are kept to the day; the store also knows the second of a retrieval.
                literal = text(item[:10] if key in _DATES else item)
            else:
                literal = text(_json(item))
            yield me, SCHEMA[key], literal


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
