"""What other programs read in the files: each check opens one with the library of its users."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import openpyxl
import pyarrow.parquet as pq
from rdflib import DCTERMS, PROV, Dataset, Graph, Literal, URIRef

from aigeo.export import export_to
from aigeo.export.iris import source_iri
from aigeo.store import Store
from tests.export import biolink, ftm
from tests.export.graphs import counts, entities, relations

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
GEXF = "{http://www.gexf.net/1.2draft}"


def check_all(store: Store, files: dict[str, Path], turtle: Graph, folder: Path) -> None:
    """Check every format that `test_formats.py` does not check itself."""
    check_graphml_structure(files["graphml"])
    check_gexf(store, files["gexf"])
    check_cytoscape(store, files["cytoscape"])
    check_node_link(store, files["node-link"])
    check_xlsx(store, files["xlsx"])
    check_parquet(store, folder)
    check_trig(files["trig"], files["nquads"])
    check_dcat(store, files["dcat"])
    ftm.check(files["ftm"])
    assert "CC0" in Path(f"{files['ftm']}.licence.txt").read_text()
    for name in ("kgx", "kgx-jsonl"):
        export_to(store, name, folder / name)
        biolink.check(folder / name)
        assert "CC0" in (folder / name / "LICENCE.txt").read_text()
    check_cypher(store, files["cypher"])


def check_graphml_structure(path: Path) -> None:
    """Check what the published schema demands: order of elements, NMTOKENs, keys that exist."""
    root = ElementTree.parse(path).getroot()
    assert root.tag == f"{GRAPHML}graphml"
    order = [child.tag.removeprefix(GRAPHML) for child in root]
    assert order == ["key"] * (len(order) - 1) + ["graph"]
    keys = {key.get("id"): key for key in root.iter(f"{GRAPHML}key")}
    assert len(keys) == len(order) - 1
    assert {key.get("attr.type") for key in keys.values()} <= {
        "boolean",
        "long",
        "double",
        "string",
    }
    ids = [element.get("id", "") for element in root.iter() if element.tag.endswith("}node")]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[-.\w:·]+", id) for id in ids)
    for edge in root.iter(f"{GRAPHML}edge"):
        assert {edge.get("source"), edge.get("target")} <= set(ids)
    for domain in ("node", "edge", "graph"):
        for element in root.iter(f"{GRAPHML}{domain}"):
            of = [data.get("key") for data in element.findall(f"{GRAPHML}data")]
            assert all(keys[key].get("for") == domain for key in of)
            assert len(set(of)) == len(of)


def check_gexf(store: Store, path: Path) -> None:
    root = ElementTree.parse(path).getroot()
    assert [child.tag.removeprefix(GEXF) for child in root] == ["meta", "graph"]
    assert "CC0" in root.findtext(f"{GEXF}meta/{GEXF}description", "")
    graph = nx.read_gexf(path)
    stored, edges = entities(store), relations(store)
    assert set(graph.nodes) == set(stored)
    for id, properties in stored.items():
        read = graph.nodes[id]
        assert read["label"] == properties["name"]
        for key, value in properties.items():
            if key not in ("id", "name") and value != "":
                assert (json.loads(read[key]) if isinstance(value, list) else read[key]) == value
    found = {data["id"]: (a, b, data) for a, b, data in graph.edges(data=True)}
    assert set(found) == set(edges)
    for id, edge in edges.items():
        subject, object_, data = found[id]
        assert (subject, object_, data["label"]) == (edge["subject"], edge["object"], edge["type"])
        assert (data["weight"], data["quote"]) == (edge["weight"], edge["quote"])


def check_cytoscape(store: Store, path: Path) -> None:
    document = json.loads(path.read_text("utf-8"))
    _same_graph(store, nx.cytoscape_graph(document))
    assert {notice["licence"] for notice in document["data"]["notices"]} == {"CC0", None}
    assert all({"id", "source", "target"} <= set(e["data"]) for e in document["elements"]["edges"])


def check_node_link(store: Store, path: Path) -> None:
    document = json.loads(path.read_text("utf-8"))
    graph = nx.node_link_graph(document, edges="links")
    _same_graph(store, graph)
    assert graph.graph["notices"]


def _same_graph(store: Store, graph: nx.MultiDiGraph) -> None:
    stored, edges = entities(store), relations(store)
    assert set(graph.nodes) == set(stored)
    for id, properties in stored.items():
        assert {k: v for k, v in graph.nodes[id].items() if k in properties} == {
            k: v for k, v in properties.items() if k in graph.nodes[id]
        }
    read = {key: (a, b, data) for a, b, key, data in graph.edges(keys=True, data=True)}
    assert set(read) == set(edges)
    for id, (subject, object_, data) in read.items():
        edge = edges[id]
        assert (subject, object_, data["type"]) == (edge["subject"], edge["object"], edge["type"])
        assert data["sources"] == edge["sources"]


def check_xlsx(store: Store, path: Path) -> None:
    book = openpyxl.load_workbook(path, read_only=True)
    assert book.sheetnames == ["nodes", "edges", "statements", "sources", "licences"]
    number = counts(store)
    for sheet, what in (
        ("nodes", "entities"), ("edges", "relations"), ("statements", "statements"),
        ("sources", "sources"),
    ):  # fmt: skip
        header, *rows = book[sheet].iter_rows(values_only=True)
        assert len(rows) == number[what]
        assert header[0] == "id"
    header, *rows = book["nodes"].iter_rows(values_only=True)
    stored = entities(store)
    for row in rows:
        read = dict(zip(header, row, strict=True))
        assert read["name"] == stored[read["id"]]["name"]
        assert json.loads(read["aliases"]) == stored[read["id"]]["aliases"]
    cells = [cell for row in book["nodes"].iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells), "a name became a formula"
    text = [row[0] for row in book["licences"].iter_rows(values_only=True)]
    assert any("CC0" in line for line in text)


def check_parquet(store: Store, folder: Path) -> None:
    export_to(store, "parquet", folder / "parquet")
    number, stored, edges = counts(store), entities(store), relations(store)
    tables = {name: pq.read_table(folder / "parquet" / f"{name}.parquet")
              for name in ("nodes", "edges", "statements", "sources")}  # fmt: skip
    assert tables["statements"].num_rows == number["statements"]
    assert tables["sources"].num_rows == number["sources"]
    for name, expected in (("nodes", stored), ("edges", edges)):
        rows = {row["id"]: row for row in tables[name].to_pylist()}
        assert set(rows) == set(expected)
        for id, properties in expected.items():
            for key, value in properties.items():
                assert rows[id][key] == value, (id, key)
    notices = json.loads(tables["nodes"].schema.metadata[b"aigeo:notices"])
    assert {notice["licence"] for notice in notices} == {"CC0", None}


def check_trig(path: Path, nquads: Path) -> None:
    read, other = Dataset(), Dataset()
    read.parse(path, format="trig")
    other.parse(nquads, format="nquads")
    assert set(read.quads()) == set(other.quads())


def check_dcat(store: Store, path: Path) -> None:
    graph = Graph().parse(path, format="turtle")
    for row in store.read("MATCH (s:Source) RETURN s"):
        me = source_iri(row["s"]["id"])
        licence = graph.value(me, DCTERMS.license)
        assert str(graph.value(licence, DCTERMS.title)) == (
            row["s"].get("licence") or "no licence stated"
        )
        assert graph.value(me, DCTERMS.title) == Literal(row["s"]["title"])
        assert (URIRef("https://w3id.org/aigeo/graph"), PROV.wasDerivedFrom, me) in graph


def check_cypher(store: Store, path: Path) -> None:
    """Run the script on the graph that it came from: nothing may change. Then on an empty one."""
    from tests.conftest import emptied
    from tests.load.sources import snapshot

    statements = path.read_text("utf-8").split(";\n")
    assert statements.pop() == ""
    before = snapshot(store)
    for _ in range(2):
        for statement in statements:
            lines = [line for line in statement.split("\n") if not line.startswith("//")]
            assert len(lines) == 1
            store.write(lines[0])
        assert snapshot(store) == before
        emptied(store)
