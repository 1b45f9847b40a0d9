"""A later version leaves the graph that it alone would have made, whatever came before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aigeo.load import remove_source
from aigeo.load.stage import Stage
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


def test_statements_that_a_version_takes_the_place_of() -> None:
    stored = [{"id": f"s:{n}", "row": 1, "kind": "relation", "columns": None} for n in "abc"]
    body = {"kind": "relation", "type": "OWNS", "subject": "firm:x", "object": "firm:y"}
    with Stage() as stage:
        stage.set_stored(stored)
        stage.add({**body, "id": "s:a"})
        stage.add({**body, "id": "s:new"})
        assert stage.superseded(["s:a", "s:b", "s:elsewhere", "s:new"]) == ["s:b"]
        assert list(stage.withdrawn()) == ["s:b", "s:c"]
        stage.forget_stored(["s:b"])
        assert list(stage.withdrawn()) == ["s:c"]
        assert [b["id"] for b in stage.added("relation")] == ["s:new"]
