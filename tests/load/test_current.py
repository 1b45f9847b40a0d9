"""What a new version of a source is compared with."""

from __future__ import annotations

from pathlib import Path

import pytest

from aigeo.load import current
from aigeo.load.current import Current
from aigeo.store import Store
from tests.load.sources import Firms

ROWS = [("Huawei", "China", "1987", "China Mobile", "2009"), ("Nvidia", "Taiwan", "1993", "", "")]


@pytest.mark.parametrize("ahead", [False, True])
@pytest.mark.parametrize("at_once", [1, 2, 3, 50_000])
def test_all_statements_are_given_in_shares(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int, ahead: bool
) -> None:
    Firms(store, tmp_path).load(ROWS, force="test")
    # An id that does not begin as hashes do, and statements that are no longer, or not, of a file.
    store.write(
        "MATCH (src:Source {id: 'firms'}) CREATE (a:Statement {id: 'odd', kind: 'entity'}) "
        "CREATE (b:Statement {id: 's:gone', last_seen: '2026-01-01'}) "
        "CREATE (c:Statement {id: 's:elsewhere', kind: 'relation', part: 'other.csv', row: 3}) "
        "CREATE (a)-[:FROM]->(src) CREATE (b)-[:FROM]->(src) CREATE (c)-[:FROM]->(src)"
    )
    expected = {
        (row["id"], row["row"], row["columns"] if row["kind"] == "entity" else None)
        for row in store.read(
            "MATCH (s:Statement) WHERE s.last_seen IS NULL AND s.id <> 's:elsewhere' "
            "RETURN s.id AS id, s.kind AS kind, s.row AS row, s.columns AS columns"
        )
    }
    assert {row[0] for row in expected} > {"odd"} and any(row[2] for row in expected)
    monkeypatch.setattr(current, "AT_ONCE", at_once)
    parts = {
        row["part"] for row in store.read("MATCH (s:Statement) RETURN DISTINCT s.part AS part")
    }
    with Current(store, "firms", ahead=ahead) as source:
        given = list(source.statements(parts - {None, "other.csv"}))
    assert len(given) == len(expected)
    assert {(row["id"], row["row"], row["columns"]) for row in given} == expected


def test_a_source_without_statements_gives_none(store: Store) -> None:
    with Current(store, "nobody", ahead=True) as source:
        assert list(source.statements({"a.csv"})) == []


def test_what_changed_since_is_asked_for_again(store: Store, tmp_path: Path) -> None:
    firms = Firms(store, tmp_path)
    firms.load(ROWS, force="test")
    with Current(store, "firms", ahead=True) as source:
        assert source._ahead is not None and source._ahead.result() is not None
        firms.load(ROWS[:1], force="test")
        left = {row["id"] for row in source.statements({"firms.csv"})}
    now = store.read("MATCH (s:Statement) WHERE s.last_seen IS NULL RETURN s.id AS id")
    assert left == {row["id"] for row in now}
