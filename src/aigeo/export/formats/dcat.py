"""DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/): what the graph is made of, as a catalogue entry.

One dataset for the graph and one for each source, with publisher, licence, version and credit;
no facts. Turtle.
"""

from __future__ import annotations

from typing import Any, BinaryIO

from rdflib import DCAT, DCTERMS, FOAF, PROV, RDF, XSD, Literal, URIRef
from rdflib import Graph as RdfGraph

from aigeo.export.iris import ROOT, SCHEMA, source_iri
from aigeo.export.notices import lines, restricted
from aigeo.export.reader import Graph
from aigeo.export.terms import clean
from aigeo.model.vocabulary import vocabulary

TITLE = "DCAT description of the graph and its sources: licences, versions, counts"
SUFFIX = ".ttl"
_VERSION = URIRef(f"{DCAT}version")  # of DCAT 3, which rdflib does not list
GRAPH = URIRef(f"{ROOT}graph")


def write(graph: Graph, out: BinaryIO) -> None:
    """Write one Turtle document."""
    document = RdfGraph(bind_namespaces="none")
    for prefix, namespace in (
        ("aigeo", SCHEMA), ("dcat", DCAT), ("dcterms", DCTERMS), ("foaf", FOAF), ("prov", PROV),
        ("xsd", XSD),
    ):  # fmt: skip
        document.bind(prefix, namespace)
    _graph(document, graph)
    for source in graph.sources():
        _source(document, source)
    out.write(document.serialize(format="turtle").encode())


def _graph(document: RdfGraph, graph: Graph) -> None:
    notices = graph.notices()
    add = document.add
    add((GRAPH, RDF.type, DCAT.Dataset))
    add((GRAPH, DCTERMS.title, Literal("aigeo graph", lang="en")))
    add((GRAPH, DCTERMS.conformsTo, URIRef(str(SCHEMA))))
    add((GRAPH, _VERSION, Literal(f"schema {vocabulary().version}")))
    for line in lines(notices):
        add((GRAPH, DCTERMS.rights, Literal(line)))
    for theme in sorted({label for row in graph.entities() for label in row["labels"]}):
        add((GRAPH, DCAT.theme, SCHEMA[theme]))
    if closed := restricted(notices):
        add((GRAPH, DCTERMS.accessRights, Literal(f"not for commercial use: {', '.join(closed)}")))
    for property, rows in (
        (SCHEMA.entity_count, graph.entities()),
        (SCHEMA.relation_count, graph.relations()),
        (SCHEMA.source_count, graph.sources()),
    ):
        add((GRAPH, property, Literal(sum(1 for _ in rows))))


def _source(document: RdfGraph, source: dict[str, Any]) -> None:
    me = source_iri(source["id"])
    add = document.add
    add((me, RDF.type, DCAT.Dataset))
    add((GRAPH, PROV.wasDerivedFrom, me))
    add((GRAPH, DCTERMS.source, me))
    for key, property in (
        ("id", DCTERMS.identifier),
        ("title", DCTERMS.title),
        ("version", _VERSION),
        ("attribution", DCTERMS.bibliographicCitation),
        ("language", DCTERMS.language),
    ):
        if source.get(key):
            add((me, property, Literal(clean(source[key]))))
    for key, property in (("published", DCTERMS.issued), ("retrieved", DCTERMS.modified)):
        if source.get(key):
            add((me, property, _date(source[key])))
    if source.get("publisher"):
        publisher = URIRef(f"{me}#publisher")
        add((me, DCTERMS.publisher, publisher))
        add((publisher, RDF.type, FOAF.Agent))
        add((publisher, FOAF.name, Literal(clean(source["publisher"]))))
    if source.get("url"):
        add((me, DCAT.landingPage, Literal(clean(source["url"]), datatype=XSD.anyURI)))
    licence = URIRef(f"{me}#licence")
    add((me, DCTERMS.license, licence))
    add((licence, RDF.type, DCTERMS.LicenseDocument))
    name = source.get("licence") or "no licence stated"
    add((licence, DCTERMS.title, Literal(clean(name))))
    if source.get("commercial_use") is not None:
        add((licence, SCHEMA.commercial_use, Literal(bool(source["commercial_use"]))))


def _date(text: str) -> Literal:
    day = text[:10]
    kind = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}.get(len(day), XSD.string)
    return Literal(day, datatype=kind, normalize=False)
