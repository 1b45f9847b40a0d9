"""The file that keeps a graph's facts: round trip, and never older than the graph."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigeo import load
from aigeo.influence import Filters, StoredFacts
from aigeo.influence.snapshot import Snapshot
from aigeo.store import Store
from tests.influence.ledgers import load_ledger

ANY = Filters(as_of=None, statuses=("stated", "alleged", "planned", "ended"))
texts = st.one_of(st.none(), st.text(max_size=6).map(lambda t: t.replace("\x1f", "")))
days = st.sampled_from([None, "2020-01-01", "2024-06-30", "2026-01-01"])
rows = st.lists(
    st.fixed_dictionaries(
        {
            "fact": st.uuids().map(str),
            "here": st.sampled_from("abc"), "there": st.sampled_from("abc"),
            "influence": st.sampled_from(("forward", "backward", "both", "none")),
            "type": st.sampled_from(("SUPPLIES", "OWNS")),
            "weight": st.floats(0, 1), "sign": st.sampled_from((-1, 0, 1)),
            "confidence": st.floats(0, 1), "dated": days, "valid_from": days, "valid_to": days,
            "status": st.sampled_from(("stated", "alleged", "planned", "ended")),
            "item": texts, "share": st.one_of(st.none(), st.floats(0, 100)), "list": texts,
            "program": texts, "statements": st.integers(1, 9),
        }
    ),
    max_size=12,
)  # fmt: skip
filters = st.builds(
    Filters,
    as_of=st.sampled_from([None, "2019-01-01", "2024-06-30", "2025-01-01"]),
    min_confidence=st.sampled_from([0.0, 0.5]),
    types=st.sampled_from([(), ("OWNS",)]),
    statuses=st.sampled_from([("stated",), ("stated", "planned"), ("alleged", "ended")]),
    directed=st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(rows, filters)
def test_round_trip_and_the_rule_of_the_filters(
    tmp_path_factory: pytest.TempPathFactory, given_rows: list[dict[str, Any]], chosen: Filters
) -> None:
    file = tmp_path_factory.getbasetemp() / "graph.npz"
    snapshot = Snapshot.of(given_rows)
    snapshot.save(file, "1")
    again = Snapshot.load(file, "1")
    assert again is not None
    assert again.table(ANY).facts() == snapshot.table(ANY).facts()
    assert Snapshot.load(file, "2") is None
    every = Filters(as_of=None, statuses=ANY.statuses, directed=chosen.directed)
    expected = [f for f in again.table(every).facts() if chosen.admits(f)]
    assert again.table(chosen).facts() == expected


@pytest.mark.parametrize("content", [b"", b"nonsense", b"PK\x03\x04broken"])
def test_a_damaged_file_is_none(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "graph.npz"
    assert Snapshot.load(file, "1") is None
    file.write_bytes(content)
    assert Snapshot.load(file, "1") is None


def test_what_a_load_changes_is_seen_at_once(store: Store, tmp_path: Path) -> None:
    def owners() -> set[str]:
        return {f.source for f in StoredFacts(store).table(Filters(types=("OWNS",))).facts()}

    row = {"type": "OWNS", "subject": "firm:a", "object": "firm:b"}
    kept = StoredFacts(store)
    load_ledger(store, tmp_path, "a", [row])
    assert owners() == {"firm:a"}
    assert list((store.settings.cache / "influence").glob("*.npz"))
    load_ledger(store, tmp_path, "b", [row | {"subject": "firm:c"}])
    assert owners() == {"firm:a", "firm:c"}
    assert {f.source for f in kept.table(Filters()).facts()} == {"firm:a", "firm:c"}
    load.remove_source(store, "world:ledger-a")
    assert owners() == {"firm:c"}
