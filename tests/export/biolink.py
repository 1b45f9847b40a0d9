"""KGX files checked against the format's documentation and the Biolink model.

The package kgx itself brings pandas, duckdb, docker and an older click, so it is no part of the
tests; categories, predicates and slots are those of the package biolink-model.
"""

from __future__ import annotations

import csv
import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

CURIE = re.compile(r"[^\s:]+:\S.*")
LISTS = ("category", "publications", "synonym", "xref", "provided_by")


@cache
def model() -> dict[str, Any]:
    """Give the Biolink model's classes and predicates in KGX's spelling."""
    text = (files("biolink_model") / "schema" / "biolink_model.yaml").read_text("utf-8")
    data = yaml.load(text, yaml.CSafeLoader)
    classes = {"biolink:" + "".join(w[0].upper() + w[1:] for w in name.split())
               for name in data["classes"]}  # fmt: skip
    slots = data["slots"]

    def is_predicate(name: str | None) -> bool:
        while name is not None and name != "related to":
            name = slots[name].get("is_a")
        return name is not None

    predicates = {"biolink:" + name.replace(" ", "_") for name in slots if is_predicate(name)}
    values = data["enums"]
    return {
        "classes": classes,
        "predicates": predicates,
        "knowledge_level": set(values["KnowledgeLevelEnum"]["permissible_values"]),
        "agent_type": set(values["AgentTypeEnum"]["permissible_values"]),
    }


def check(folder: Path) -> None:
    """Check the nodes and edges of a KGX export."""
    nodes, edges = _read(folder, "nodes"), _read(folder, "edges")
    ids = {node["id"] for node in nodes}
    assert len(ids) == len(nodes)
    for node in nodes:
        assert CURIE.fullmatch(node["id"]), node["id"]
        assert node["name"]
        assert node["category"]
        assert set(node["category"]) <= model()["classes"], node["category"]
    assert len({edge["id"] for edge in edges}) == len(edges)
    for edge in edges:
        assert {edge["subject"], edge["object"]} <= ids
        assert edge["predicate"] in model()["predicates"], edge["predicate"]
        assert edge["category"] == ["biolink:Association"]
        assert edge["primary_knowledge_source"].startswith("infores:")
        assert edge["knowledge_level"] in model()["knowledge_level"]
        assert edge["agent_type"] in model()["agent_type"]
        assert set(edge["publications"]) <= ids


def _read(folder: Path, what: str) -> list[dict[str, Any]]:
    tables = list(folder.glob("*.tsv"))
    if not tables:
        text = (folder / f"aigeo_{what}.jsonl").read_text("utf-8")
        return [json.loads(line) for line in text.splitlines()]
    with (folder / f"aigeo_{what}.tsv").open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True)
        csv.field_size_limit(10_000_000)
        rows = []
        for row in reader:
            assert None not in row
            lists = {key: row[key].split("|") for key in LISTS if row.get(key)}
            rows.append({**row, **lists})
        return rows
