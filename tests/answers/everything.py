"""All that a graph holds, to tell whether anything of it changed."""

from __future__ import annotations

import json
from typing import Any

from aigeo.store import Store


def everything(store: Store) -> list[Any]:
    """Give every node and relationship of the graph with all properties, as sorted text."""
    nodes = store.read("MATCH (n) RETURN labels(n) AS labels, properties(n) AS p")
    edges = store.read(
        "MATCH (a)-[r]->(b) RETURN a.id AS a, b.id AS b, type(r) AS type, properties(r) AS p"
    )
    for row in nodes:
        row["labels"] = sorted(row["labels"])
    return sorted(json.dumps(row, sort_keys=True, default=str) for row in (*nodes, *edges))
