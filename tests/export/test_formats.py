"""Every format read back by another library and compared with the store, on both engines."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import networkx as nx
import pytest
from pyshacl import validate
from rdflib import PROV, RDF, XSD, Dataset, Graph, Literal, URIRef

from aigeo.export import export_to, export_to_stream, format_names, get_format
from aigeo.export.iris import SCHEMA, entity_iri, fact_iri, source_iri, statement_iri
from aigeo.resources import schema_dir
from aigeo.store import Store
from tests.export import more
from tests.export.graphs import HARD_NAMES, as_cell, counts, entities, load_hard_graph, relations


@pytest.fixture
def full(store: Store, tmp_path: Path) -> Store:
    load_hard_graph(store, tmp_path / "input")
    return store


def test_formats_are_found_by_file_name():
    assert {"graphml", "turtle", "nquads", "jsonld", "jsonl", "csv"} <= set(format_names())


def test_every_format(full: Store, tmp_path: Path):
    """One test for all formats, since filling the graph takes longer than writing it."""
    number = counts(full)
    assert number["statements"] > number["current"] > number["entities"] > len(HARD_NAMES)
    files = {name: tmp_path / f"{name}{get_format(name).suffix}" for name in format_names()}
    for name, path in files.items():
        export_to(full, name, path)
        again = io.BytesIO()
        export_to_stream(full, name, again)
        assert again.getvalue() == path.read_bytes(), f"{name}: two exports differ"
    check_graphml(full, files["graphml"])
    check_jsonl(full, files["jsonl"])
    check_csv(full, tmp_path)
    turtle = check_turtle(full, files["turtle"])
    check_nquads(full, files["nquads"], turtle)
    check_jsonld(files["jsonld"], turtle)
    more.check_all(full, files, turtle, tmp_path)


def check_graphml(store: Store, path: Path) -> None:
    graph = nx.read_graphml(path, force_multigraph=True)
    stored, edges = entities(store), relations(store)
    assert set(graph.nodes) == set(stored)
    assert {key for _, _, key in graph.edges(keys=True)} == set(edges)
    for id, properties in stored.items():
        read = graph.nodes[id]
        for key, value in properties.items():
            if key == "id" or value == "":
                continue
            if isinstance(value, list):
                assert json.loads(read[key]) == value
            else:
                assert read[key] == value, (id, key)
        assert json.loads(read["labels"])[0] in ("Agent", "Chip", "Country", "Entity", "Agency")
    for subject, object_, key, read in graph.edges(keys=True, data=True):
        edge = edges[key]
        assert (subject, object_, read["type"]) == (edge["subject"], edge["object"], edge["type"])
        assert read["quote"] == edge["quote"]
        assert read["confidence"] == edge["confidence"]
    assert {n["licence"] for n in json.loads(graph.graph["notices"])} == {"CC0", None}


def check_jsonl(store: Store, path: Path) -> None:
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    header = records[0]
    assert (header["record"], header["form"], header["version"]) == ("header", "aigeo", 1)
    kinds = [record["record"] for record in records[1:]]
    number = counts(store)
    assert kinds.count("entity") == number["entities"]
    assert kinds.count("relation") == number["relations"]
    assert kinds.count("statement") == number["statements"]
    assert kinds.count("source") == number["sources"]
    stored = entities(store)
    for record in records:
        if record["record"] == "entity":
            kept = {k: v for k, v in record.items() if k not in ("record", "labels")}
            assert kept == stored[record["id"]]


def check_csv(store: Store, folder: Path) -> None:
    target = folder / "tables"
    export_to(store, "csv", target)
    export_to(store, "csv", target)  # an export may take the place of an older one
    number = counts(store)
    tables = {}
    for name, what in (
        ("nodes", "entities"),
        ("edges", "relations"),
        ("statements", "statements"),
        ("sources", "sources"),
    ):
        with (target / f"{name}.csv").open(newline="", encoding="utf-8") as lines:
            tables[name] = list(csv.DictReader(lines, strict=True))
        assert len(tables[name]) == number[what]
    stored = entities(store)
    for row in tables["nodes"]:
        for key, value in stored[row["id"]].items():
            assert row[key] == as_cell(value)
    assert {row["licence"] for row in tables["sources"]} == {"CC0", ""}
    archive = folder / "tables.zip"
    export_to(store, "csv", archive)
    with zipfile.ZipFile(archive) as packed:
        for name in tables:
            assert packed.read(f"{name}.csv") == (target / f"{name}.csv").read_bytes()


def check_turtle(store: Store, path: Path) -> Graph:
    graph = Graph().parse(path, format="turtle")
    stored, edges, number = entities(store), relations(store), counts(store)
    assert len(set(graph.subjects(RDF.type, SCHEMA.Entity))) == number["entities"]
    assert len(set(graph.subjects(RDF.type, SCHEMA.Statement))) == number["current"]
    assert len(set(graph.subjects(RDF.type, SCHEMA.Source))) == number["sources"]
    assert len(set(graph.subjects(RDF.type, RDF.Statement))) == number["relations"]
    for id, properties in stored.items():
        assert set(graph.objects(entity_iri(id), SCHEMA.name)) == {Literal(properties["name"])}
        aliases = {str(alias) for alias in graph.objects(entity_iri(id), SCHEMA.aliases)}
        assert aliases == set(properties["aliases"])
    for id, edge in edges.items():
        subject, object_ = entity_iri(edge["subject"]), entity_iri(edge["object"])
        assert (subject, SCHEMA[edge["type"]], object_) in graph
        confidence = graph.value(fact_iri(id), SCHEMA.confidence)
        assert confidence.datatype == XSD.double
        assert float(confidence) == edge["confidence"]
        assert list(graph.objects(fact_iri(id), PROV.wasDerivedFrom))
    for row in store.read(
        "MATCH (s:Statement)-[:FROM]->(o:Source) WHERE s.last_seen IS NULL AND s.quote IS NOT NULL "
        "RETURN s.id AS id, s.quote AS quote, o.id AS source"
    ):
        me = statement_iri(row["id"])
        assert str(graph.value(me, SCHEMA.quote)) == row["quote"]
        assert (me, PROV.wasDerivedFrom, source_iri(row["source"])) in graph
    assert (source_iri("firms"), SCHEMA.licence, Literal("CC0")) in graph
    conforms, _, report = validate(graph, shacl_graph=str(SHAPES))
    assert conforms, report
    broken = Graph() + graph
    broken.remove((entity_iri(next(iter(stored))), SCHEMA.name, None))
    assert not validate(broken, shacl_graph=str(SHAPES))[0]
    return graph


SHAPES = schema_dir() / "generated" / "aigeo.shacl.ttl"


def check_nquads(store: Store, path: Path, turtle: Graph) -> None:
    dataset = Dataset()
    dataset.parse(path, format="nquads")
    assert {(s, p, o) for s, p, o, _ in dataset.quads()} == set(turtle)
    sources = {row["id"] for row in store.read("MATCH (s:Source) RETURN s.id AS id")}
    named = {g.identifier for g in dataset.graphs() if str(g.identifier).startswith("https:")}
    assert named == {source_iri(id) for id in sources}
    for id in sources:
        graph = dataset.graph(source_iri(id))
        said = store.read(
            "MATCH (s:Statement {source: $id}) WHERE s.last_seen IS NULL RETURN count(s) AS n",
            {"id": id},
        )
        assert len(set(graph.subjects(RDF.type, SCHEMA.Statement))) == said[0]["n"]
        assert not set(graph.subjects(RDF.type, SCHEMA.Entity))
    for edge in relations(store).values():
        triple = (entity_iri(edge["subject"]), SCHEMA[edge["type"]], entity_iri(edge["object"]))
        for source in edge["sources"]:
            assert triple in dataset.graph(source_iri(source))


def check_jsonld(path: Path, turtle: Graph) -> None:
    document = json.loads(path.read_text("utf-8"))
    assert isinstance(document["@context"], dict), "the context must stand in the file"
    assert "http" not in json.dumps(document["@context"].get("@import", ""))
    read = Graph().parse(path, format="json-ld")
    assert _by_value(read) == _by_value(turtle)
    facts = [node for node in document["@graph"] if "rdf:subject" in node]
    assert facts
    assert all(isinstance(node["confidence"], float) for node in facts)


def _by_value(graph: Graph) -> set[tuple[object, ...]]:
    # 9E-1 and 0.9 are the same double in another spelling.
    return {(s, p, _value(o)) for s, p, o in graph}


def _value(node: object) -> object:
    if isinstance(node, Literal) and node.datatype == XSD.double:
        return ("double", float(node))
    return node


def test_an_empty_graph_is_exported(store: Store, tmp_path: Path):
    for name in format_names():
        export_to(store, name, tmp_path / name)
        export_to(store, name, tmp_path / f"{name}{get_format(name).suffix}")
    assert not nx.read_graphml(tmp_path / "graphml").nodes
    assert len(Graph().parse(tmp_path / "turtle", format="turtle")) == 0
    assert len(Graph().parse(tmp_path / "jsonld", format="json-ld")) == 0
    assert (tmp_path / "nquads").read_bytes() == b""
    assert len((tmp_path / "jsonl").read_text().splitlines()) == 1
    assert (tmp_path / "csv" / "nodes.csv").read_text() == "id,type,labels,name\r\n".replace(
        "\r\n", "\n"
    )


def test_iris_keep_readable_ids_and_encode_the_rest():
    assert entity_iri("firm:huawei") == URIRef("https://w3id.org/aigeo/id/firm:huawei")
    assert entity_iri("person:习") == URIRef("https://w3id.org/aigeo/id/person:%E4%B9%A0")
    assert entity_iri("a b@c/d") == URIRef("https://w3id.org/aigeo/id/a%20b%40c%2Fd")
