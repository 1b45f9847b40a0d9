"""The graph as RDF, whatever the syntax; the form is described in docs/reference/rdf.md.

An edge is a direct triple `subject aigeo:TYPE object` and a fact node (`rdf:Statement`, RDF 1.1
Schema section 5.3) with what its statements add up to; a statement is an `aigeo:Statement`
(`prov:Entity`) derived from its source. Ends of statements are canonical ids. Statements that
their source has withdrawn are history: the jsonl and csv exports have them.

Each row of the graph is one `Node`; the writers of the formats make text of it at once, since a
triple at a time would cost three times as much (docs/decisions/0080-rdf-a-node-at-a-time.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import Any, Literal, NamedTuple

from rdflib import OWL, PROV, RDF, SKOS, XSD

from aigeo.export.reader import Graph
from aigeo.export.spool import as_text
from aigeo.model.iris import SCHEMA, iri
from aigeo.model.vocabulary import vocabulary

Row = Mapping[str, Any]
Link = tuple[str, str]
"""IRIs of the predicate and of the object."""
Item = tuple[str, dict[str, Any], Mapping[str, str]]
"""Kind, row, and the canonical ids of the ends of statements."""
ROWS_A_BATCH = 2000
ROWS_A_PIECE = 50
"""Rows whose text is joined, encoded and written at once: some 150 kB, which a cache holds."""

PREFIXES: Mapping[str, str] = {
    "aigeo": SCHEMA,
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "skos": str(SKOS),
    "wd": "http://www.wikidata.org/entity/",
    "xsd": str(XSD),
}
TYPE = str(RDF.type)
_DERIVED, _ATTRIBUTED = str(PROV.wasDerivedFrom), str(PROV.wasAttributedTo)
_GENERATED, _ENTITY, _MATCH = str(PROV.wasGeneratedBy), str(PROV.Entity), str(SKOS.exactMatch)
_SUBJECT, _PREDICATE, _OBJECT = str(RDF.subject), str(RDF.predicate), str(RDF.object)

_LINKED = frozenset({"id", "subject", "object", "sources", "source_count", "attributed_to"})
_OWN: Mapping[str, frozenset[str]] = {
    "entity": frozenset({"id", "type", "labels", "sources", "source_count"}),
    "relation": _LINKED | {"type", "source_titles"},
}
"""Properties that are said otherwise; all others of such a row are literals."""
_SAID: Mapping[str, frozenset[str]] = {
    "identity": frozenset(),
    "load": frozenset({"loader", "version", "state", "sha256", "counts", "started", "finished"}),
    "source": frozenset({
        "title", "publisher", "author", "url", "published", "retrieved", "language", "sha256",
        "licence", "attribution", "commercial_use", "dataset", "version", "parts", "fingerprint",
        "origin", "story", "signature",
    }),
    "statement": frozenset({
        "kind", "type", "fact", "quote", "start_char", "end_char", "part", "row", "start", "end",
        "status", "negated", "confidence", "extractor", "extractor_version", "review",
        "first_seen", "story", "corrects", "reviewed_by", "reviewed_at", "qualifiers",
        "properties", "columns",
    }),
}  # fmt: skip
"""Properties that are literals; no others of such a row are."""
_DOUBLES = {"confidence", "weight"}
_DATES = {"published", "retrieved", "first_seen"}
_INSTANTS = {"started": str(PROV.startedAtTime), "finished": str(PROV.endedAtTime)}
_known = lru_cache(maxsize=100_000)(iri)
"""IRIs of what many rows name: entities, sources, loads."""
_WIKIDATA = re.compile(r"wd:Q[0-9]+")


@dataclass(frozen=True, slots=True)
class Property:
    """How a property of rows is said in literals."""

    name: str
    iri: str
    form: Literal["plain", "date", "double", "instant"] = "plain"


class Node(NamedTuple):
    """What RDF holds of a row."""

    iri: str
    links: list[Link]
    others: list[tuple[str, str, str]]
    """Triples of IRIs about something else."""
    extra: Mapping[str, str]
    """Literals beside the properties of the row."""


def items(graph: Graph) -> Iterator[list[Item]]:
    """Give everything that RDF holds in a fixed order, in short lists."""
    stream = _rows(graph)
    while batch := list(islice(stream, ROWS_A_BATCH)):
        ends = {
            row[key]
            for kind, row in batch
            if kind == "statement"
            for key in ("subject", "object", "attributed_to")
            if row.get(key)
        }
        canonical = graph.canonical(ends) if ends else {}
        yield [(kind, row, canonical) for kind, row in batch]


def pieces(graph: Graph) -> Iterator[list[Item]]:
    """Give the same as `items` in lists of which to make text."""
    for batch in items(graph):
        for start in range(0, len(batch), ROWS_A_PIECE):
            yield batch[start : start + ROWS_A_PIECE]


def node(item: Item) -> Node:
    """Give what RDF holds of a row beside its literals."""
    kind, row, canonical = item
    return _statement(row, canonical) if kind == "statement" else _NODES[kind](row)


def direct(row: Row) -> tuple[str, str, str]:
    """Give the triple that an edge is."""
    return _known("id", row["subject"]), SCHEMA + row["type"], _known("id", row["object"])


@cache
def properties(kind: str, type: str | None) -> Mapping[str, Property | None]:
    """Give, for rows of a kind and type, how each property is said; None for not as a literal.

    The mapping answers for every name.
    """
    return _Properties(kind, type)


def lexical(property: Property, value: Any) -> tuple[str, str]:
    """Give one value, none of None and lists, as text and the local name of its XML Schema type.

    The type of a plain string is "".
    """
    kind = value.__class__
    if kind is str:
        if property.form == "instant":
            return value, "dateTime"
        # Dates are kept to the day; the store also knows the second of a retrieval.
        return (value[:10] if property.form == "date" else value), ""
    if kind is bool:
        return ("true" if value else "false"), "boolean"
    if kind is float or (kind is int and property.form == "double"):
        return as_text(float(value)), "double"
    # A map is JSON text in the order of the store: an edge shows the cells in it.
    return (str(value), "integer") if kind is int else (as_text(value), "")


def _rows(graph: Graph) -> Iterator[tuple[str, dict[str, Any]]]:
    for kind, read in (
        ("source", graph.sources),
        ("load", graph.loads),
        ("identity", graph.identities),
        ("entity", graph.entities),
        ("relation", graph.relations),
        ("statement", graph.statements),
    ):
        for row in read():
            if kind == "statement" and row.get("last_seen") is not None:
                continue
            if kind != "identity" or row["id"] != row["canonical"]:
                yield kind, row


def _source(row: Row) -> Node:
    return Node(_known("source", row["id"]), [(TYPE, SCHEMA + "Source"), (TYPE, _ENTITY)], [], {})


def _load(row: Row) -> Node:
    links = [(TYPE, SCHEMA + "Load"), (TYPE, str(PROV.Activity))]
    if row.get("source"):
        links.append((SCHEMA + "source", _known("source", row["source"])))
    return Node(_known("load", row["id"]), links, [], {})


def _identity(row: Row) -> Node:
    same = (str(OWL.sameAs), _known("id", row["canonical"]))
    return Node(_known("id", row["id"]), [same], [], {})


def _entity(row: Row) -> Node:
    links = [(TYPE, SCHEMA + label) for label in row["labels"]]
    links += [(_DERIVED, _known("source", source)) for source in row.get("sources") or ()]
    for other in row.get("external_ids") or ():
        if _WIKIDATA.fullmatch(other):
            links.append((_MATCH, PREFIXES["wd"] + other.removeprefix("wd:")))
    return Node(_known("id", row["id"]), links, [], {})


def _relation(row: Row) -> Node:
    triple = subject, predicate, object_ = direct(row)
    links = [
        (TYPE, str(RDF) + "Statement"),
        (_SUBJECT, subject),
        (_PREDICATE, predicate),
        (_OBJECT, object_),
    ]
    links += [
        (SCHEMA + key, _known("id", row[key]))
        for key in _entity_qualifiers(row["type"])
        if row.get(key)
    ]
    if row.get("attributed_to"):
        links.append((_ATTRIBUTED, _known("id", row["attributed_to"])))
    return Node(iri("fact", row["id"]), links, [triple], {})


def _statement(row: Row, canonical: Mapping[str, str]) -> Node:
    me, load = iri("statement", row["id"]), _known("load", row["load"])
    links = [
        (TYPE, SCHEMA + "Statement"),
        (TYPE, _ENTITY),
        (SCHEMA + "subject", _known("id", canonical[row["subject"]])),
        (_DERIVED, _known("source", row["source"])),
        (_GENERATED, load),
        (SCHEMA + "load", load),
    ]
    others = []
    if row["kind"] == "relation":
        links.append((SCHEMA + "object", _known("id", canonical[row["object"]])))
        links.append((SCHEMA + "predicate", SCHEMA + row["type"]))
        if not row.get("negated") and row.get("review") != "rejected":
            others.append((iri("fact", row["fact"]), _DERIVED, me))
    extra = {}
    for key in ("subject", "object", "attributed_to"):
        given = row.get(key)
        if not given:
            continue
        if key == "attributed_to":
            links.append((_ATTRIBUTED, _known("id", canonical[given])))
        if canonical[given] != given:
            extra[f"{key}_given"] = given
    return Node(me, links, others, extra)


_NODES: Mapping[str, Callable[[Row], Node]] = {
    "source": _source,
    "load": _load,
    "identity": _identity,
    "entity": _entity,
    "relation": _relation,
}


class _Properties(dict[str, "Property | None"]):
    def __init__(self, kind: str, type: str | None) -> None:
        super().__init__()
        self._said = _SAID.get(kind)
        self._own = _OWN.get(kind, frozenset())
        if kind == "relation" and type is not None:
            entities = _entity_qualifiers(type)
            self._own |= {*entities, *(f"{name}_name" for name in entities)}
        self._instants = _INSTANTS if kind == "load" else {}

    def __missing__(self, name: str) -> Property | None:
        self[name] = found = self._find(name)
        return found

    def _find(self, name: str) -> Property | None:
        if name in self._own or (self._said is not None and name not in self._said):
            return None
        if name in self._instants:
            return Property(name, self._instants[name], "instant")
        if name in _DATES:
            return Property(name, SCHEMA + name, "date")
        return Property(name, SCHEMA + name, "double" if name in _double_names() else "plain")


@cache
def _entity_qualifiers(type: str) -> tuple[str, ...]:
    """Give the qualifiers that name entities; `<name>_name` repeats the entity's name."""
    relation = vocabulary().relation_types.get(type)
    named = () if relation is None else relation.qualifiers.items()
    return tuple(sorted(name for name, qualifier in named if qualifier.range == "entity"))


@cache
def _double_names() -> frozenset[str]:
    words = vocabulary()
    properties = [t.properties for t in words.entity_types.values()]
    qualifiers = [r.qualifiers for r in words.relation_types.values()]
    numeric = {n for group in (*properties, *qualifiers) for n, p in group.items()
               if p.range == "float"}  # fmt: skip
    return frozenset(numeric | _DOUBLES)
