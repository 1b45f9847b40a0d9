"""Node-link JSON: `nodes` and `links`, as d3-force and networkx (`node_link_graph`) read it."""

from __future__ import annotations

from typing import BinaryIO

from aigeo.export.jsontext import line, write_array
from aigeo.export.reader import Graph

TITLE = "Node-link JSON: nodes and links for d3 and networkx"
SUFFIX = ".json"


def write(graph: Graph, out: BinaryIO) -> None:
    """Write one JSON object, one node or link a line."""
    out.write(b'{"directed": true, "multigraph": true,\n')
    out.write(b'"graph": ' + line({"name": "aigeo", "notices": graph.notices()}))
    out.write(b',\n"nodes": ')
    write_array(out, graph.entities())
    out.write(b',\n"links": ')
    write_array(
        out,
        (
            {"source": row["subject"], "target": row["object"], "key": row["id"], **row}
            for row in graph.relations()
        ),
    )
    out.write(b"\n}\n")
