"""Loading a table through a mapping, and what comes of it."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import Any

from aigeo.load import RunReport, run
from aigeo.store import Store

Edge = tuple[str, str, str]


def write(folder: Path, name: str, text: str | bytes) -> Path:
    """Write a file; text without the indentation of the test that it stands in."""
    path = folder / name
    if isinstance(text, bytes):
        path.write_bytes(text)
    else:
        path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    return path


def load(store: Store, *inputs: Path, **options: Any) -> RunReport:
    """Load one mapping with its files."""
    (report,) = run(store, store.settings, [str(path) for path in inputs], **options)
    return report


def edges(store: Store) -> dict[Edge, dict[str, Any]]:
    """Give each fact by its names, with the properties of its edge."""
    rows = store.read(
        "MATCH (a:Entity)-[r]->(b:Entity) RETURN a.name AS a, type(r) AS type, b.name AS b, r"
    )
    return {(row["a"], row["type"], row["b"]): row["r"] for row in rows}


def node(store: Store, name: str) -> dict[str, Any]:
    """Give the one entity of a name."""
    (row,) = store.read("MATCH (n:Entity {name: $name}) RETURN n", {"name": name})
    return dict(row["n"])
