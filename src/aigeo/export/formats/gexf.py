"""GEXF 1.2draft (https://gexf.net/), for Gephi and networkx.

Attributes are typed; lists are JSON text, titled so; dates are text. The label of a node is its
name, of an edge its type; the weight of an edge is GEXF's own. Licences stand in the description.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO

from aigeo.export.notices import lines
from aigeo.export.reader import Graph
from aigeo.export.spool import Spool, as_text
from aigeo.export.xmltext import escaped

TITLE = "GEXF: nodes and edges for Gephi and networkx"
SUFFIX = ".gexf"

NAMESPACE = "http://www.gexf.net/1.2draft"
_OWN_NODE = frozenset({"id", "name"})
_OWN_EDGE = frozenset({"id", "subject", "object", "weight"})


def write(graph: Graph, out: BinaryIO) -> None:
    """Write one GEXF document."""
    notices = graph.notices()
    with Spool(graph.entities()) as nodes, Spool(graph.relations()) as edges:
        node_ids, edge_ids = _ids(nodes, _OWN_NODE), _ids(edges, _OWN_EDGE)
        _put(
            out,
            "<?xml version='1.0' encoding='utf-8'?>\n",
            f'<gexf xmlns="{NAMESPACE}" version="1.2">\n',
            f"<meta><creator>aigeo</creator><description>{escaped(chr(10).join(lines(notices)))}"
            "</description></meta>\n",
            '<graph defaultedgetype="directed" mode="static">\n',
            _declaration("node", nodes, node_ids),
            _declaration("edge", edges, edge_ids),
            "<nodes>\n",
        )
        for row in nodes:
            _put(
                out,
                f'<node id="{escaped(row["id"])}" label="{escaped(row["name"])}">',
                _values(row, node_ids),
                "</node>\n",
            )
        _put(out, "</nodes>\n<edges>\n")
        for row in edges:
            _put(
                out,
                f'<edge id="{escaped(row["id"])}" source="{escaped(row["subject"])}" '
                f'target="{escaped(row["object"])}" label="{escaped(row["type"])}"',
                f' weight="{as_text(float(row["weight"]))}">' if "weight" in row else ">",
                _values(row, edge_ids),
                "</edge>\n",
            )
    _put(out, "</edges>\n</graph>\n</gexf>\n")


def _put(out: BinaryIO, *texts: str) -> None:
    out.write("".join(texts).encode())


def _ids(spool: Spool, own: frozenset[str]) -> dict[str, str]:
    names = (name for name in spool.columns() if name not in own)
    return {name: str(number) for number, name in enumerate(names)}


def _declaration(kind: str, spool: Spool, ids: Mapping[str, str]) -> str:
    attributes = "".join(
        f'<attribute id="{id}" title="{escaped(name)}" type="{_type(spool.kind(name))}"/>\n'
        for name, id in ids.items()
    )
    return f'<attributes class="{kind}" mode="static">\n{attributes}</attributes>\n'


def _type(kind: str) -> str:
    return "string" if kind == "json" else kind


def _values(row: Mapping[str, Any], ids: Mapping[str, str]) -> str:
    values = [
        f'<attvalue for="{id}" value="{escaped(value)}"/>'
        for name, value in row.items()
        if value is not None and (id := ids.get(name)) is not None
    ]
    return f"<attvalues>{''.join(values)}</attvalues>" if values else ""
