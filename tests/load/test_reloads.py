"""A later version leaves the graph that it alone would have made, whatever came before."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aigeo.load import current as current_module
from aigeo.load import remove_source
from aigeo.load.current import HELD, Current
from aigeo.load.stage import OnlyNamed, Stage
from aigeo.store import Store
from tests.load.sources import Firms

ROWS = st.lists(
    st.tuples(
        st.sampled_from(["Huawei", "Nvidia", "TSMC", "ASML"]),
        st.sampled_from(["China", "Taiwan"]),
        st.sampled_from(["1987", "1993", ""]),
        st.sampled_from(["", "China Mobile", "OpenAI", "Huawei"]),
        st.sampled_from(["", "2009", "2016-08"]),
    ),
    min_size=1, max_size=8,
)  # fmt: skip


@st.composite
def versions(draw: st.DrawFn) -> tuple[list[Any], list[Any]]:
    """Give rows, and the same ones moved, with some left out, repeated, changed or new."""
    rows = draw(ROWS)
    kept = draw(st.lists(st.sampled_from(rows), max_size=8))
    return rows, draw(st.permutations([*kept, *draw(ROWS)]))


def current(store: Store) -> tuple[list[str], list[str]]:
    """Give the statements that hold, and all nodes and edges between entities."""
    told = store.read("MATCH (s:Statement) WHERE s.last_seen IS NULL RETURN properties(s) AS p")
    edges = store.read(
        "MATCH (a:Entity)-[r]->(b:Entity) RETURN a.id AS a, type(r) AS t, properties(r) AS p, "
        "b.id AS b"
    )
    nodes = store.read("MATCH (e:Entity) RETURN properties(e) AS p")
    passing = {"load", "returned_by", "was_last_seen", "was_withdrawn_by"}
    shown = [
        {k: v for k, v in row["p"].items() if k not in passing and not k.startswith("_")}
        for row in (*told, *nodes)
    ]
    return (
        sorted(repr(sorted(p.items())) for p in shown),
        sorted(repr((r["a"], r["t"], sorted(r["p"].items()), r["b"])) for r in edges),
    )


@pytest.mark.filterwarnings("ignore")
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(versions())
def test_a_reload_leaves_what_a_first_load_would(
    embedded: Store, tmp_path: Path, rows: tuple[list[Any], list[Any]]
) -> None:
    firms = Firms(embedded, tmp_path)
    before, after = rows
    firms.load(before, force="test")
    firms.load(after, force="test")
    reloaded = current(embedded)
    remove_source(embedded, "firms")
    firms.load(after, force="test")
    assert current(embedded) == reloaded
    remove_source(embedded, "firms")


def test_a_row_that_takes_the_place_of_another_of_its_fact(store: Store, tmp_path: Path) -> None:
    firms = Firms(store, tmp_path)
    one = ("Nvidia", "China", "1987", "China Mobile", "")
    other = ("Nvidia", "China", "1987", "China Mobile", "2009")
    rest = ("Huawei", "China", "1987", "", "")
    orders = ([one, rest, other], [other, rest, one], [rest, one, other], [rest, other, one])
    for rows in (*orders, *reversed(orders)):
        firms.load(rows, force="test")
        reloaded = current(store)
        remove_source(store, "firms")
        firms.load(rows, force="test")
        assert current(store) == reloaded


def test_statements_that_a_version_takes_the_place_of() -> None:
    stored = [
        {"part": None, "ids": ["s:a", "s:b", "s:c"], "rows": [1, 1, -1], "columns": ["", "", ""]},
        {"part": "other.csv", "ids": ["s:d"], "rows": [1], "columns": [""]},
    ]
    body = {"kind": "relation", "type": "OWNS", "subject": "firm:x", "object": "firm:y"}
    with Stage() as stage:
        stage.add({**body, "id": "s:a"})
        stage.add({**body, "id": "s:new"})
        assert [b["id"] for b in stage.added("relation")] == ["s:a", "s:new"]
        stage.set_stored(stored)
        assert stage.superseded(["s:a", "s:b", "s:elsewhere", "s:new"]) == ["s:b"]
        assert list(stage.withdrawn()) == ["s:b", "s:c"]
        stage.forget_stored(["s:b"])
        assert list(stage.withdrawn()) == ["s:c"]
        assert [b["id"] for b in stage.added("relation")] == ["s:new"]
        assert stage.added_on() == {("OWNS", "firm:x"): 1}
        assert stage.count("stored") == 3 and stage.count("added") == 1
        stage.keep_stored()
        assert list(stage.withdrawn()) == [] and stage.count("stored") == 2  # one was withdrawn


def test_what_is_known_is_staged_by_name_alone() -> None:
    body = {"kind": "relation", "type": "OWNS", "subject": "firm:x", "object": "firm:y", "row": 2}
    stored = {"part": "f", "ids": ["s:a", "s:b"], "rows": [2, 2], "columns": ["", ""]}
    with Stage() as stage:
        stage.known = {"s:a": 2, "s:b": 2}
        stage.parts.add("f")
        stage.add_known({**body, "id": "s:a"})
        stage.add({**body, "id": "s:c"})
        with pytest.raises(OnlyNamed):
            stage.claims("OWNS", "firm:x", "firm:y")
        stage.set_stored([stored])
        assert stage.tally()[1] == {"OWNS": 2}
        assert [b["id"] for b in stage.added("relation")] == ["s:c"]
        assert list(stage.withdrawn()) == ["s:b"]
    # Another writer has taken it from the graph, or moved it.
    for changed in ({"ids": [], "rows": [], "columns": []}, {"rows": [3, 2]}):
        with Stage() as stage:
            stage.known = {"s:a": 2}
            stage.parts.add("f")
            stage.add_known({**body, "id": "s:a"})
            with pytest.raises(OnlyNamed):
                stage.set_stored([{**stored, **changed}])


def everything(store: Store) -> list[str]:
    """Give all that the graph holds but for what tells one load from another."""
    loads = store.read("MATCH (l:Load) RETURN l.id AS id ORDER BY l.started")
    number = {row["id"]: str(n) for n, row in enumerate(loads)}
    found = []
    for row in store.stream("MATCH (n) WHERE NOT n:Load AND NOT n:Meta RETURN n"):
        values = {k: number.get(str(v), v) for k, v in row["n"].items() if k != "retrieved"}
        found.append(json.dumps(values, sort_keys=True, default=str))
    for row in store.stream("MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS t, r, b.id AS b"):
        found.append(json.dumps(row, sort_keys=True, default=str))
    return sorted(found)


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(versions(), min_size=1, max_size=2))
def test_what_the_graph_has_need_not_be_known(
    embedded: Store, tmp_path: Path, pairs: list[tuple[list[Any], list[Any]]]
) -> None:
    firms = Firms(embedded, tmp_path)
    left = []
    for held in (HELD, -1):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(current_module, "HELD", held)
            wait_for_known(patch)
            for before, after in pairs:
                for rows in (before, after, before):
                    firms.load(rows, force="test")
        left.append(everything(embedded))
        remove_source(embedded, "firms")
    assert left[0] == left[1]


def test_a_version_is_read_again_when_another_took_what_was_known(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    firms = Firms(store, tmp_path)
    rows = [(f"Firm {n}", "China", "1990", "Nvidia", str(2000 + n)) for n in range(6)]
    firms.load([*rows, ("Nvidia", "Taiwan", "1993", "", "")], force="test")
    changed = [*rows, ("Nvidia", "Taiwan", "1994", "", "")]
    settled = Current.into
    passes = []

    def between(self: Current, stage: Stage) -> None:
        passes.append(len(stage.known))
        if len(passes) == 1:
            remove_source(store, "firms")
        settled(self, stage)

    monkeypatch.setattr(Current, "into", between)
    wait_for_known(monkeypatch)
    report = firms.load(changed, force="test")
    assert len(passes) == 2 and passes[0] and not passes[1]
    assert report.added > 0 and not report.withdrawn
    now = everything(store)
    remove_source(store, "firms")
    firms.load(changed, force="test")
    strip = [re.sub(r'"load": "\d"', "", text) for text in (*now, "|", *everything(store))]
    middle = strip.index("|")
    assert strip[:middle] == strip[middle + 1 :]


def wait_for_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be read before it is known what the graph has."""
    made = Current.__init__

    def waiting(self: Current, *args: Any, **kwargs: Any) -> None:
        made(self, *args, **kwargs)
        if self._ahead is not None:
            self._ahead.result()

    monkeypatch.setattr(Current, "__init__", waiting)
