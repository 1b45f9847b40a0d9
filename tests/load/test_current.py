"""What a new version of a source is compared with."""

from __future__ import annotations

from pathlib import Path

import pytest

from aigeo.load import current
from aigeo.load.current import Current
from aigeo.load.stage import Stage
from aigeo.store import Store
from tests.load.sources import Firms

ROWS = [("Huawei", "China", "1987", "China Mobile", "2009"), ("Nvidia", "Taiwan", "1993", "", "")]


def stored(
    store: Store, source: str, parts: set[str], folder: Path | None
) -> list[tuple[str, int | None, str | None]]:
    """Give what a stage is told that the graph has."""
    path = folder / "stored" if folder else None
    with Current(store, source, ahead=path) as known, Stage() as stage:
        stage.parts.update(parts)
        known.into(stage)
        found = list(stage._execute("SELECT id, row, cells FROM stored"))
    assert path is None or not path.exists()
    return found


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
    given = stored(store, "firms", parts - {None, "other.csv"}, tmp_path if ahead else None)
    assert len(given) == len(expected)
    assert set(given) == expected


def test_a_source_without_statements_gives_none(store: Store, tmp_path: Path) -> None:
    assert stored(store, "nobody", {"a.csv"}, tmp_path) == []


def test_what_changed_since_is_asked_for_again(store: Store, tmp_path: Path) -> None:
    firms = Firms(store, tmp_path)
    firms.load(ROWS, force="test")
    with Current(store, "firms", ahead=tmp_path / "s") as source, Stage() as stage:
        assert source._ahead is not None and source._ahead.result() is not None
        assert source.known
        firms.load(ROWS[:1], force="test")
        stage.parts.add("firms.csv")
        source.into(stage)
        left = set(stage.withdrawn())
    now = store.read("MATCH (s:Statement) WHERE s.last_seen IS NULL RETURN s.id AS id")
    assert left == {row["id"] for row in now}
