"""The graph as RDF triples; the form is described in docs/reference/rdf.md.

An edge is a direct triple `subject aigeo:TYPE object` and a fact node (`rdf:Statement`, RDF 1.1
Schema section 5.3) with what its statements add up to; a statement is an `aigeo:Statement`
(`prov:Entity`) derived from its source. Ends of statements are canonical ids. Statements that
their source has withdrawn are history: the jsonl and csv exports have them.
"""

from __future__ import annotations

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
_PROV, _RDF = str(PROV), str(RDF)
_DERIVED, _ATTRIBUTED = _PROV + "wasDerivedFrom", _PROV + "wasAttributedTo"
_ENTITY_OWN = {"id", "type", "labels", "sources", "source_count"}
_FACT_OWN = {"id", "type", "subject", "object", "sources", "source_titles", "source_count"}
_SOURCE_KEYS = (
    "title", "publisher", "author", "url", "published", "retrieved", "language", "sha256",
    "licence", "attribution", "commercial_use", "dataset", "version", "parts", "fingerprint",
    "origin", "story", "signature",
)  # fmt: skip
_STATEMENT_KEYS = (
    "kind", "type", "fact", "quote", "start_char", "end_char", "part", "row", "start", "end",
    "status", "negated", "confidence", "extractor", "extractor_version", "review", "first_seen",
    "story", "corrects", "reviewed_by", "reviewed_at",
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


def triples(kind: str, row: Row, terms: Terms[T]) -> list[Triple[T]]:
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
        terms.name(row["type"]),
        terms.iri(iri("id", row["object"])),
    )


def _source(row: Row, terms: Terms[T]) -> list[Triple[T]]:
    me = terms.iri(iri("source", row["id"]))
    return [
        (me, terms.iri(_A), terms.name("Source")),
        (me, terms.iri(_A), terms.iri(str(PROV.Entity))),
        *_literals(me, {key: row.get(key) for key in _SOURCE_KEYS}, terms),
    ]


def _load(row: Row, terms: Terms[T]) -> list[Triple[T]]:
    me = terms.iri(iri("load", row["id"]))
    keys = ("loader", "version", "state", "sha256", "counts")
    out = [
        (me, terms.iri(_A), terms.name("Load")),
        (me, terms.iri(_A), terms.iri(str(PROV.Activity))),
        *_literals(me, {key: row.get(key) for key in keys}, terms),
    ]
    if row.get("source"):
        out.append((me, terms.name("source"), terms.iri(iri("source", row["source"]))))
    for key, predicate in (("started", PROV.startedAtTime), ("finished", PROV.endedAtTime)):
        if row.get(key):
            out.append((me, terms.iri(str(predicate)), terms.typed(row[key], "dateTime")))
    return out


def _identity(row: Row, terms: Terms[T]) -> list[Triple[T]]:
    if row["id"] == row["canonical"]:
        return []
    me, other = terms.iri(iri("id", row["id"])), terms.iri(iri("id", row["canonical"]))
    return [(me, terms.iri(str(OWL.sameAs)), other)]


def _entity(row: Row, terms: Terms[T]) -> list[Triple[T]]:
    me = terms.iri(iri("id", row["id"]))
    out = [(me, terms.iri(_A), terms.name(label)) for label in row["labels"]]
    out += _literals(me, {k: v for k, v in row.items() if k not in _ENTITY_OWN}, terms)
    derived = terms.iri(_DERIVED)
    out += [(me, derived, terms.iri(iri("source", s))) for s in row.get("sources") or ()]
    for other in row.get("external_ids") or ():
        if _WIKIDATA.fullmatch(other):
            same = terms.iri(PREFIXES["wd"] + other.removeprefix("wd:"))
            out.append((me, terms.iri(str(SKOS.exactMatch)), same))
    return out


def _relation(row: Row, terms: Terms[T]) -> list[Triple[T]]:
    direct = subject, predicate, object_ = direct_triple(row, terms)
    me = terms.iri(iri("fact", row["id"]))
    out = [
        direct,
        (me, terms.iri(_A), terms.iri(_RDF + "Statement")),
        (me, terms.iri(_RDF + "subject"), subject),
        (me, terms.iri(_RDF + "predicate"), predicate),
        (me, terms.iri(_RDF + "object"), object_),
    ]
    entities, names = _entity_qualifiers(row["type"])
    plain = {}
    for key, value in row.items():
        if key in entities:
            out.append((me, terms.name(key), terms.iri(iri("id", value))))
        elif key == "attributed_to":
            out.append((me, terms.iri(_ATTRIBUTED), terms.iri(iri("id", value))))
        elif key not in _FACT_OWN and key not in names:
            plain[key] = value
    return out + _literals(me, plain, terms)


def _statement(row: Row, terms: Terms[T]) -> list[Triple[T]]:
    me = terms.iri(iri("statement", row["id"]))
    canonical: Mapping[str, str] = row["canonical"]
    load = terms.iri(iri("load", row["load"]))
    out = [
        (me, terms.iri(_A), terms.name("Statement")),
        (me, terms.iri(_A), terms.iri(_PROV + "Entity")),
        (me, terms.name("subject"), terms.iri(iri("id", canonical[row["subject"]]))),
        (me, terms.iri(_DERIVED), terms.iri(iri("source", row["source"]))),
        (me, terms.iri(_PROV + "wasGeneratedBy"), load),
        (me, terms.name("load"), load),
    ]
    if row["kind"] == "relation":
        out.append((me, terms.name("object"), terms.iri(iri("id", canonical[row["object"]]))))
        out.append((me, terms.name("predicate"), terms.name(row["type"])))
        if not row.get("negated") and row.get("review") != "rejected":
            out.append((terms.iri(iri("fact", row["fact"])), terms.iri(_DERIVED), me))
    if row.get("attributed_to"):
        whom = terms.iri(iri("id", canonical[row["attributed_to"]]))
        out.append((me, terms.iri(_ATTRIBUTED), whom))
    out += _literals(me, {key: row.get(key) for key in _STATEMENT_KEYS}, terms)
    for key in ("qualifiers", "properties", "columns"):
        if row.get(key):
            # In the order of the store: an edge shows the cells in it.
            out.append((me, terms.name(key), terms.string(as_text(row[key]))))
    for key in ("subject", "object", "attributed_to"):
        if row.get(key) and canonical[row[key]] != row[key]:
            out.append((me, terms.name(f"{key}_given"), terms.string(row[key])))
    return out


_TRIPLES: Mapping[str, Callable[[Row, Terms[Any]], list[Triple[Any]]]] = {
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
def _entity_qualifiers(type: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give the qualifiers that name entities, and the properties that repeat their names."""
    relation = vocabulary().relation_types.get(type)
    if relation is None:
        return frozenset(), frozenset()
    found = frozenset(n for n, q in relation.qualifiers.items() if q.range == "entity")
    return found, frozenset(f"{name}_name" for name in found)


def _literals(me: T, values: Row, terms: Terms[T]) -> list[Triple[T]]:
    doubles = _double_properties()
    out = []
    for key, value in values.items():
        if value is None:
            continue
        predicate = terms.name(key)
        for item in value if value.__class__ is list else (value,):
            kind = item.__class__
            if kind is str:
                # Dates are kept to the day; the store also knows the second of a retrieval.
                literal = terms.string(item[:10] if key in _DATES else item)
            elif kind is bool:
                literal = terms.typed("true" if item else "false", "boolean")
            elif kind is float or (kind is int and key in doubles):
                literal = terms.typed(as_text(float(item)), "double")
            elif kind is int:
                literal = terms.typed(str(item), "integer")
            else:
                literal = terms.string(as_text(item))
            out.append((me, predicate, literal))
    return out


@cache
def _double_properties() -> frozenset[str]:
    words = vocabulary()
    properties = [t.properties for t in words.entity_types.values()]
    qualifiers = [r.qualifiers for r in words.relation_types.values()]
    numeric = {n for group in (*properties, *qualifiers) for n, p in group.items()
               if p.range == "float"}  # fmt: skip
    return frozenset(numeric | _DOUBLES)
