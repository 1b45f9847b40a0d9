"""A graph for export tests: two sources, withdrawn rows, and names that are hard to write."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from aigeo.load import run
from aigeo.store import Store
from tests.load.sources import Firms

HARD_NAMES = (
    'Ama"zon, Inc. <& Co>',
    "华为技术有限公司",
    "=SUM(A1)",
    "Zürich é\u0301 – “quoted”",
    "semi;colon\ttab",
    "back\\slash 'single'",
    "🙂 Robotics",
)
ARTICLE = """Trade notes
Published: 2025-03-01

Huawei, based in China, was sanctioned by the United States in May 2019. TSMC supplies Nvidia.
Nvidia, headquartered in Santa Clara, designed the H100 & sells it to OpenAI.
"""


def load_hard_graph(store: Store, folder: Path) -> None:
    """Load a table with awkward names twice (so that something was withdrawn), and an article."""
    firms = Firms(store, folder)
    rows = [(name, "China", "1990", "Huawei", "2009-05") for name in HARD_NAMES]
    firms.load([*rows, ("Gone Ltd", "France", "", "", ""), ("Stays", "France", "2001", "", "")])
    firms.load([*rows, ("Stays", "France", "2001", "", "")])
    article = folder / "trade-notes.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    run(store, firms.settings, [str(article)])


def counts(store: Store) -> dict[str, int]:
    """Count what exports must hold."""
    questions = {
        "entities": "MATCH (n:Entity) RETURN count(n) AS n",
        "relations": "MATCH (:Entity)-[r]->(:Entity) RETURN count(r) AS n",
        "statements": "MATCH (s:Statement) RETURN count(s) AS n",
        "current": "MATCH (s:Statement) WHERE s.last_seen IS NULL RETURN count(s) AS n",
        "sources": "MATCH (s:Source) RETURN count(s) AS n",
    }
    return {name: store.read(text)[0]["n"] for name, text in questions.items()}


def entities(store: Store) -> dict[str, dict[str, Any]]:
    """Give the properties of all entities by id."""
    rows = store.read("MATCH (n:Entity) RETURN properties(n) AS p")
    return {row["p"]["id"]: row["p"] for row in rows}


def relations(store: Store) -> dict[str, dict[str, Any]]:
    """Give type, ends and properties of all edges by fact id."""
    rows = store.read(
        "MATCH (a:Entity)-[r]->(b:Entity) "
        "RETURN type(r) AS type, a.id AS subject, b.id AS object, properties(r) AS p"
    )
    return {row["p"]["id"]: {**row["p"], **{k: row[k] for k in row if k != "p"}} for row in rows}


def as_cell(value: Any) -> str:
    """Give what a table must hold for a value, by the documented rule."""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
