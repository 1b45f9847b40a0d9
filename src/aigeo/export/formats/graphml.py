"""GraphML (http://graphml.graphdrawing.org/): nodes and edges with typed attributes.

Lists are JSON text, said so in the key's description; dates are text; absent values are left
out. Characters that XML 1.0 cannot hold become U+FFFD. Licences stand in the graph's own
attributes `notices` and `licence`. Two edges can tie the same nodes: read it as a multigraph,
with the fact id as key. XML ids are NMTOKENs, as the schema asks; `id` among the attributes is
the id as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from aigeo.export.notices import lines
from aigeo.export.reader import Graph
from aigeo.export.spool import Spool
from aigeo.export.xmltext import escaped, token

TITLE = "GraphML: nodes and edges for networkx, Gephi, yEd, Cytoscape"
SUFFIX = ".graphml"

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_JSON_NOTE = "JSON text"
_ENDS = ("subject", "object")
_HEAD = (
    "<?xml version='1.0' encoding='utf-8'?>\n"
    f'<graphml xmlns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    f'xsi:schemaLocation="{NAMESPACE} {NAMESPACE}/1.0/graphml.xsd">\n'
)


def write(graph: Graph, out: BinaryIO) -> None:
    """Write one GraphML document."""
    notices = graph.notices()
    with Spool(graph.entities()) as nodes, Spool(graph.relations()) as edges:
        node_keys, edge_keys = _keys(nodes, "n"), _keys(edges, "e")
        _put(out, _HEAD, _key("g0", "graph", "notices", "json"),
             _key("g1", "graph", "licence", "string"))  # fmt: skip
        for keys, spool, domain in ((node_keys, nodes, "node"), (edge_keys, edges, "edge")):
            _put(out, *(_key(key, domain, name, spool.kind(name)) for name, key in keys.items()))
        _put(out, '<graph id="aigeo" edgedefault="directed">\n',
             _data("g0", notices), _data("g1", "\n".join(lines(notices))))  # fmt: skip
        for row in nodes:
            _put(out, f'<node id="{token(row["id"])}">', *_values(row, node_keys), "</node>\n")
        for row in edges:
            _put(
                out,
                f'<edge id="{token(row["id"])}" source="{token(row["subject"])}" '
                f'target="{token(row["object"])}">',
                *_values(row, edge_keys),
                "</edge>\n",
            )
    _put(out, "</graph>\n</graphml>\n")


def _put(out: BinaryIO, *texts: str) -> None:
    out.write("".join(texts).encode())


def _keys(spool: Spool, prefix: str) -> dict[str, str]:
    names = (name for name in spool.columns() if name not in _ENDS)
    return {name: f"{prefix}{number}" for number, name in enumerate(names)}


def _key(key: str, domain: str, name: str, kind: str) -> str:
    type = "string" if kind == "json" else kind
    head = f'<key id="{key}" for="{domain}" attr.name="{escaped(name)}" attr.type="{type}"'
    return f"{head}><desc>{_JSON_NOTE}</desc></key>\n" if kind == "json" else f"{head}/>\n"


def _values(row: Mapping[str, Any], keys: Mapping[str, str]) -> Iterable[str]:
    return [
        f'<data key="{key}">{escaped(value)}</data>'
        for name, value in row.items()
        if value is not None and (key := keys.get(name)) is not None
    ]


def _data(key: str, value: Any) -> str:
    return f'<data key="{key}">{escaped(value)}</data>\n'
