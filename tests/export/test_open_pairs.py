"""Candidate pairs travel with exports that hold the whole graph."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from aigeo.export import export_to
from aigeo.export.selection import Selection
from aigeo.load import judging, remove_source, run
from aigeo.resolve.judgements import Judgement
from aigeo.resolve.review import open_pairs
from aigeo.store import Store
from tests.conftest import emptied
from tests.load.sources import snapshot
from tests.resolve.test_linking import load

FIRMS = (
    ("Firm", "Quarlion Optoelectronics Technology", "", "cn"),
    ("Firm", "Quarlion Optoelectronic Group", "", "cn"),
    ("Firm", "Brevant Marine Systems", "", "gb"),
    ("Firm", "Brevant Marine Systems", "", "za"),
)


def stored(store: Store) -> list[dict[str, Any]]:
    rows = store.read("MATCH (p:CandidatePair) RETURN properties(p) AS p ORDER BY p.id")
    return [row["p"] for row in rows]


@pytest.fixture
def exported(store: Store, tmp_path: Path) -> Path:
    load(store, tmp_path, "one", *FIRMS)
    load(store, tmp_path, "two", ("Organization", "Quarlion Optoelectronics", "", ""))
    assert open_pairs(store)
    export_to(store, "jsonl", tmp_path / "graph.jsonl")
    return tmp_path / "graph.jsonl"


def test_open_pairs_come_back_with_json_lines(store: Store, exported: Path) -> None:
    before, shown, waiting = stored(store), snapshot(store), open_pairs(store)
    emptied(store)
    run(store, store.settings, [str(exported)])
    assert stored(store) == before
    assert open_pairs(store) == waiting
    assert snapshot(store)["edges"] == shown["edges"]
    # A second load adds nothing; the pairs of a source go with it.
    run(store, store.settings, [str(exported)])
    assert stored(store) == before
    for source in ("one", "two"):
        remove_source(store, source)
    assert not stored(store)


def test_what_was_judged_meanwhile_stays_judged(store: Store, exported: Path) -> None:
    (pair, *_) = open_pairs(store)
    decided = Judgement(pair.left, pair.right, "different", "ann", "2026-01-01")
    judging.judge(store, [decided], action="review")
    left = open_pairs(store)
    run(store, store.settings, [str(exported)])
    assert open_pairs(store) == left


@pytest.mark.parametrize(
    "change",
    [
        {"score": 2}, {"score": True}, {"score": "1"}, {"left": "a\u0000b"}, {"right": None},
        {"reason": 3}, {"type": ["Firm"]}, {"left": "firm:not-there"},
    ],
)  # fmt: skip
def test_a_line_that_is_no_pair_is_left_out(
    embedded: Store, tmp_path: Path, change: dict[str, object]
) -> None:
    load(embedded, tmp_path, "one", *FIRMS)
    export_to(embedded, "jsonl", tmp_path / "graph.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "graph.jsonl").open(encoding="utf-8")]
    changed = [line | change if line["record"] == "pair" else line for line in lines]
    assert changed != lines
    path = tmp_path / "changed.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in changed), encoding="utf-8")
    emptied(embedded)
    run(embedded, embedded.settings, [str(path)])
    assert not stored(embedded)


def test_a_part_of_the_graph_has_its_own_pairs(embedded: Store, tmp_path: Path) -> None:
    load(embedded, tmp_path, "one", *FIRMS)
    export_to(embedded, "jsonl", tmp_path / "part.jsonl", Selection(types=("Country",)))
    assert '"pair"' not in (tmp_path / "part.jsonl").read_text(encoding="utf-8")
