"""A small source of firms, made for tests, and a picture of the whole graph to compare."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from aigeo.config import Settings
from aigeo.load import RunReport, run
from aigeo.store import Store

YAML = """
name: firms
title: Firms and what they supply
licence: CC0
files:
  - name: firms.csv
    required: [Firm, Country]
assertions:
  entities: {Firm: {min: 1, max: 100000}}
  withdrawn_max: 0.5
"""
CODE = """
def load(context):
    for row in context.rows("firms.csv"):
        firm = context.entity("Firm", row["Firm"], evidence=row, founded=row["Founded"] or None)
        home = context.country(row["Country"], evidence=row.cite("Country"))
        context.relation("BASED_IN", firm, home, evidence=row.cite("Firm", "Country"))
        if row["Customer"]:
            customer = context.entity("Firm", row["Customer"], evidence=row.cite("Customer"))
            context.relation(
                "SUPPLIES", firm, customer, evidence=row.cite("Firm", "Customer"),
                start=row["Since"] or None,
            )
"""
HEADER = ("Firm", "Country", "Founded", "Customer", "Since")
ROWS = (
    ("Huawei", "China", "1987", "China Mobile", "2009"),
    ("Nvidia", "United States", "1993", "OpenAI", "2016-08"),
    ("TSMC", "Taiwan", "1987", "Nvidia", ""),
    ("ASML", "Netherlands", "1984", "TSMC", "2003"),
)


def add_loader(folder: Path, yaml: str = YAML, code: str = CODE, name: str = "firms") -> Path:
    """Write a loader's folder; give the folder of loaders."""
    (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / name / "loader.yaml").write_text(yaml)
    (folder / name / "loader.py").write_text(code)
    return folder


def write_csv(path: Path, rows: Iterable[Sequence[str]], header: Sequence[str] = HEADER) -> str:
    """Write a data file; give its path as the command line would."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([header, *rows])
    return str(path)


def with_loaders(store: Store, folder: Path) -> Settings:
    """Give the store's settings with a folder of loaders."""
    return replace(store.settings, extra_loaders=(folder,))


class Firms:
    """The test source on one store, under its own name or another."""

    def __init__(self, store: Store, folder: Path, name: str = "firms") -> None:
        self.store = store
        self.folder = folder
        self.file = f"{name}.csv"
        parts = [
            t.replace("name: firms", f"name: {name}").replace("firms.csv", self.file)
            for t in (YAML, CODE)
        ]
        self.settings = with_loaders(store, add_loader(folder / "loaders", *parts, name=name))

    def load(self, rows: Iterable[Sequence[str]], **options: Any) -> RunReport:
        """Load rows as the current version of the source."""
        path = write_csv(self.folder / self.file, rows)
        (report,) = run(self.store, self.settings, [path], **options)
        return report


def snapshot(store: Store) -> dict[str, list[str]]:
    """Give everything in the graph but the book-keeping of loads, in a comparable order."""
    nodes = store.read("MATCH (n) WHERE NOT n:Load AND NOT n:Meta RETURN n, labels(n) AS labels")
    edges = store.read("MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS type, r, b.id AS b")
    shown = (_shown(row["n"]) | {"labels": sorted(row["labels"])} for row in nodes)
    return {
        "nodes": sorted(repr(sorted(node.items())) for node in shown),
        "edges": sorted(
            repr((row["a"], row["type"], sorted(_shown(row["r"]).items()), row["b"]))
            for row in edges
        ),
    }


def facts(store: Store) -> list[tuple[str, str, str]]:
    """Give all facts as (subject, type, object)."""
    rows = store.read(
        "MATCH (a:Entity)-[r]->(b:Entity) RETURN a.name AS a, type(r) AS type, b.name AS b"
    )
    return sorted((row["a"], row["type"], row["b"]) for row in rows)


_PASSING = {
    "load", "retrieved", "withdrawn_by", "fingerprint", "_start", "_end", "_labels",
    "returned_by", "was_last_seen", "was_withdrawn_by",
}  # fmt: skip


def _shown(properties: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in properties.items() if k not in _PASSING}
