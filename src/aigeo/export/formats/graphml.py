"""GraphML (http://graphml.graphdrawing.org/): nodes and edges with typed attributes.

Lists are JSON text, said so in the key's description; absent values are left out. Characters
that XML 1.0 cannot hold become U+FFFD. Licences stand in the graph's own attribute `notices`.
Two edges can tie the same nodes: read it as a multigraph, with the fact id as key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, BinaryIO

from lxml import etree

from aigeo.export.reader import Graph
from aigeo.export.spool import Spool, as_text

TITLE = "GraphML: nodes and edges for networkx, Gephi, yEd, Cytoscape"
SUFFIX = ".graphml"

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
# Complement of the production Char of XML 1.0, section 2.2.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_JSON_NOTE = "JSON text"
_IN_ATTRIBUTES = ("id", "subject", "object")


def write(graph: Graph, out: BinaryIO) -> None:
    """Write one GraphML document."""
    with Spool(graph.entities()) as nodes, Spool(graph.relations()) as edges:
        node_keys = _keys(nodes, "n")
        edge_keys = _keys(edges, "e")
        with etree.xmlfile(out, encoding="utf-8") as xml:
            xml.write_declaration()
            with xml.element(_tag("graphml"), nsmap={None: NAMESPACE}):
                xml.write(_key("g0", "graph", "notices", "json"))
                for keys, spool, domain in (
                    (node_keys, nodes, "node"),
                    (edge_keys, edges, "edge"),
                ):
                    for name, key in keys.items():
                        xml.write(_key(key, domain, name, spool.kind(name)))
                with xml.element(_tag("graph"), id="aigeo", edgedefault="directed"):
                    xml.write(_data("g0", graph.notices()))
                    for row in nodes:
                        xml.write(_element("node", {"id": row["id"]}, row, node_keys))
                    for row in edges:
                        ends = {
                            "id": row["id"],
                            "source": row["subject"],
                            "target": row["object"],
                        }
                        xml.write(_element("edge", ends, row, edge_keys))
        out.write(b"\n")


def xml_text(value: Any) -> str:
    """Give a value as text that XML can hold; see `aigeo.export.spool.as_text`."""
    return _NOT_XML.sub("\ufffd", as_text(value))


def _keys(spool: Spool, prefix: str) -> dict[str, str]:
    names = (name for name in spool.columns() if name not in _IN_ATTRIBUTES)
    return {name: f"{prefix}{number}" for number, name in enumerate(names)}


def _key(key: str, domain: str, name: str, kind: str) -> etree._Element:
    attributes = {"attr.name": name, "attr.type": "string" if kind == "json" else kind}
    element = etree.Element(_tag("key"), {"id": key, "for": domain, **attributes})
    if kind == "json":
        etree.SubElement(element, _tag("desc")).text = _JSON_NOTE
    return element


def _element(
    tag: str, attributes: Mapping[str, str], row: Mapping[str, Any], keys: Mapping[str, str]
) -> etree._Element:
    element = etree.Element(_tag(tag), {k: xml_text(v) for k, v in attributes.items()})
    for name, key in keys.items():
        if row.get(name) is not None:
            element.append(_data(key, row[name]))
    return element


def _data(key: str, value: Any) -> etree._Element:
    element = etree.Element(_tag("data"), {"key": key})
    element.text = xml_text(value)
    return element


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
