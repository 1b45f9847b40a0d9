"""The four tables in which the graph is laid out for CSV, Excel and Parquet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from operator import methodcaller
from typing import Any

from aigeo.export.reader import Graph

Rows = Callable[[Graph], Iterator[dict[str, Any]]]
_SOURCE = (
    "id", "title", "publisher", "url", "published", "retrieved", "licence", "attribution",
    "commercial_use",
)  # fmt: skip
_STATEMENT = ("id", "kind", "type", "subject", "object", "fact", "source", "quote")
TABLES: Mapping[str, tuple[Rows, tuple[str, ...]]] = {
    "nodes": (methodcaller("entities"), ("id", "type", "labels", "name")),
    "edges": (methodcaller("relations"), ("id", "type", "subject", "object")),
    "statements": (methodcaller("statements"), _STATEMENT),
    "sources": (methodcaller("sources"), _SOURCE),
}
"""By name: how the rows are read, and which columns come first."""
