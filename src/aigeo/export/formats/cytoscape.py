"""Cytoscape JSON (https://js.cytoscape.org/#notation/elements-json).

`value` and `key` repeat the id, as networkx (`cytoscape_graph`) expects; lists stay lists.
"""

from __future__ import annotations

from typing import BinaryIO

from aigeo.export.jsontext import line, write_array
from aigeo.export.reader import Graph

TITLE = "Cytoscape JSON: elements for Cytoscape, Cytoscape.js and networkx"
SUFFIX = ".cyjs"


def write(graph: Graph, out: BinaryIO) -> None:
    """Write one JSON object, one element a line."""
    head = {"name": "aigeo", "notices": graph.notices()}
    out.write(b'{"data": ' + line(head) + b',\n"directed": true, "multigraph": true,\n')
    out.write(b'"elements": {\n"nodes": ')
    write_array(out, ({"data": {**row, "value": row["id"]}} for row in graph.entities()))
    out.write(b',\n"edges": ')
    write_array(
        out,
        (
            {"data": {**row, "source": row["subject"], "target": row["object"], "key": row["id"],
                      "interaction": row["type"]}}
            for row in graph.relations()
        ),
    )  # fmt: skip
    out.write(b"\n}}\n")
