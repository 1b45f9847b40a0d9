"""GraphML and GEXF against grammars of their specifications, with what a grammar cannot say."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from lxml import etree

from aigeo.export import export_to_stream
from aigeo.store import Store
from tests.export.graphs import counts, load_hard_graph
from tests.web.world import load_world

FOLDER = Path(__file__).parent / "grammars"
CHECKED = {
    "boolean": ("true", "false").__contains__,
    "long": lambda text: bool(int(text) or True),
    "double": lambda text: bool(float(text) or True),
    "string": lambda _: True,
}


@pytest.fixture
def full(embedded: Store, tmp_path: Path) -> Store:
    load_hard_graph(embedded, tmp_path / "input")
    load_world(embedded)
    return embedded


def valid(format: str, text: bytes) -> etree._Element:
    grammar = etree.RelaxNG(etree.parse(FOLDER / f"{format}.rng"))
    document = etree.fromstring(text)
    grammar.assertValid(document.getroottree())
    return document


def written(store: Store, format: str) -> bytes:
    out = io.BytesIO()
    export_to_stream(store, format, out)
    return out.getvalue()


def test_graphml(full: Store):
    text = written(full, "graphml")
    document = valid("graphml", text)
    each = {tag: list(document.iter(f"{{*}}{tag}")) for tag in ("key", "node", "edge", "graph")}
    number = counts(full)
    assert len(each["node"]) == number["entities"]
    assert len(each["edge"]) == number["relations"]
    ids = [element.get("id") for tag in each for element in each[tag]]
    assert len(ids) == len(set(ids)), "keys, nodes, edges and the graph share the ids of the file"
    nodes = {node.get("id") for node in each["node"]}
    keys = {(key.get("for"), key.get("id")): key.get("attr.type") for key in each["key"]}
    for tag in ("node", "edge"):
        for element in each[tag]:
            assert {element.get(end, element.get("id")) for end in ("source", "target")} <= (
                nodes if tag == "edge" else {element.get("id")}
            )
            used = [data.get("key") for data in element]
            assert len(used) == len(set(used))
            for data in element:
                assert CHECKED[keys[tag, data.get("key")]](data.text or "")
    for old, new in ((b'edgedefault="directed"', b""), (b"<node id=", b"<node name="),
                     (b'attr.type="double"', b'attr.type="number"')):  # fmt: skip
        with pytest.raises(etree.DocumentInvalid):
            valid("graphml", text.replace(old, new, 1))


def test_gexf(full: Store):
    text = written(full, "gexf")
    document = valid("gexf", text)
    number = counts(full)
    nodes = [node.get("id") for node in document.iter("{*}node")]
    edges = list(document.iter("{*}edge"))
    assert (len(nodes), len(edges)) == (number["entities"], number["relations"])
    assert len(set(nodes)) == len(nodes)
    for group, tag in zip(document.iter("{*}attributes"), ("node", "edge"), strict=True):
        types = {a.get("id"): a.get("type") for a in group}
        assert len(types) == len(group)
        for element in document.iter(f"{{*}}{tag}"):
            for value in element.iter("{*}attvalue"):
                assert CHECKED[types[value.get("for")]](value.get("value"))
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= set(nodes)
    for old, new in ((b'defaultedgetype="directed"', b""), (b"<edges>", b"<edges/><edges>"),
                     (b' weight="', b' weight="x')):  # fmt: skip
        with pytest.raises(etree.DocumentInvalid):
            valid("gexf", text.replace(old, new, 1))
