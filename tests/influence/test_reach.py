"""Reach: the walks against matrix powers, the paths against enumeration, and the command."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import networkx as nx
import numpy as np
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from aigeo.cli import main
from aigeo.errors import UsageError
from aigeo.influence import Fact, FactTable, Filters, StoredFacts
from aigeo.influence.reach import reach
from aigeo.influence.reach.walk import RESTART, walk
from aigeo.store import Store
from tests.influence.ledgers import graph
from tests.queries.world import AS_OF

DAY = Filters(as_of="2026-01-01", max_hops=4)
NODES = "abcdef"


def fact(n: int, source: str, target: str, weight: float, sign: int) -> Fact:
    return Fact(f"f{n:02}", "OWNS", source, target, True, weight, sign, 1.0)


facts_of = st.lists(
    st.tuples(
        st.sampled_from(NODES), st.sampled_from(NODES), st.floats(0.05, 1.0),
        st.sampled_from((-1, 0, 1)),
    ),
    min_size=1, max_size=18,
).map(lambda ends: [fact(n, *e) for n, e in enumerate(ends) if e[0] != e[1]])  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(facts_of, st.integers(1, 6))
def test_walks_against_the_enumeration_of_walks(facts: list[Fact], steps: int) -> None:
    """Carry the sign by doubling the states: one dense matrix instead of three sparse ones."""
    table = FactTable.of(facts)
    size = len(table.entities)
    if not size:
        return
    out = np.bincount(table.source, table.weight, size)
    dense = np.zeros((3 * size, 3 * size))
    for f in facts:
        s, t = table.entities.index(f.source), table.entities.index(f.target)
        for carried in (-1, 0, 1):
            dense[3 * t + carried * f.sign + 1, 3 * s + carried + 1] += f.weight / out[s]
    state = np.zeros(3 * size)
    state[2] = 1.0
    expected = np.zeros(3 * size)
    for step in range(1, steps + 1):
        state = dense @ state
        expected += RESTART * (1 - RESTART) ** step * state
    found = walk(table.source, table.target, table.sign, table.weight, 0, size, steps)
    assert found.T.reshape(-1) == pytest.approx(expected)
    assert found.sum() <= 1 - RESTART + 1e-9


@settings(max_examples=100, deadline=None)
@given(facts_of, st.sampled_from(NODES), st.sampled_from(("in", "out")), st.integers(1, 5))
def test_each_row_has_the_strongest_path(
    facts: list[Fact], entity: str, direction: str, hops: int
) -> None:
    rows = reach(graph(*facts), entity, Filters(as_of="2026-01-01", max_hops=hops), direction)
    best: dict[tuple[str, str], float] = {}
    for f in facts:
        best[f.source, f.target] = max(best.get((f.source, f.target), 0), f.weight)
    plain: nx.DiGraph[str] = nx.DiGraph(list(best))
    plain.add_node(entity)
    reached: dict[str, float] = {}
    for other in set(plain) - {entity}:
        ends = (other, entity) if direction == "in" else (entity, other)
        ways = list(nx.all_simple_paths(plain, *ends, cutoff=hops))
        if ways:
            reached[other] = max(math.prod(best[p] for p in pairwise(way)) for way in ways)
    assert {row["id"] for row in rows} == set(reached)
    assert [r["score"] for r in rows] == sorted((r["score"] for r in rows), reverse=True)
    for row in rows:
        path = row["path"]
        assert path["score"] == pytest.approx(reached[row["id"]], abs=1e-5)
        stops = [path["hops"][0]["from"], *(hop["to"] for hop in path["hops"])]
        assert (stops[0], stops[-1]) == (
            (row["id"], entity) if direction == "in" else (entity, row["id"])
        )
        assert path["sign"] == math.prod(hop["sign"] for hop in path["hops"])
        parts = row["constrain"] + row["enable"] + row["say"]
        assert row["score"] == pytest.approx(parts, abs=3e-6)


def test_signs_tell_constraint_from_help() -> None:
    source = graph(
        fact(1, "state", "firm", 0.9, -1), fact(2, "owner", "firm", 0.5, 1),
        fact(3, "rival", "state", 0.5, 1), fact(4, "court", "state", 0.5, -1),
    )  # fmt: skip
    constrain = {r["id"]: r["path"]["sign"] for r in reach(source, "firm", DAY, sign="constrain")}
    assert constrain == {"state": -1, "rival": -1}
    enable = {r["id"]: r["path"]["sign"] for r in reach(source, "firm", DAY, sign="enable")}
    assert enable == {"owner": 1, "court": 1}  # who constrains what constrains, helps
    out = [r["id"] for r in reach(source, "rival", DAY, "out")]
    assert out == ["state", "firm"]


def test_nobody_and_bad_calls() -> None:
    assert reach(graph(), "a", DAY) == []
    assert reach(graph(fact(1, "a", "b", 0.5, 1)), "a", DAY) == []
    for arguments in (("sideways", "both", 5), ("in", "maybe", 5), ("in", "both", 0)):
        with pytest.raises(UsageError):
            reach(graph(), "a", DAY, *arguments)


def test_the_stored_world(world: Store) -> None:
    filters = Filters(as_of=AS_OF, max_hops=3)
    rows = reach(StoredFacts(world), "firm:baidu", filters, sign="constrain")
    assert "gov:us" in [row["id"] for row in rows]
    for row in rows:
        for hop in row["path"]["hops"]:
            assert hop["quote"]
            assert hop["sources"]


Run = Callable[..., Result]


@pytest.fixture
def aigeo(world: Store, use_store: Callable[[Store], dict[str, str]]) -> Run:
    use_store(world)
    return lambda *arguments: CliRunner().invoke(main, ["reach", *arguments])


def test_command(aigeo: Run) -> None:
    found: dict[str, Any] = json.loads(
        aigeo("Baidu", "--as-of", AS_OF, "--format", "json", "--top", "3").stdout
    )
    assert found["entity"] == "firm:baidu"
    assert len(found["reach"]) == 3
    text = aigeo("Baidu", "--sign", "constrain", "--as-of", AS_OF, "--format", "text").stdout
    assert "-[SANCTIONS]-> Huawei" in text
    table = aigeo("Baidu", "--as-of", AS_OF, "--format", "csv").stdout
    assert table.splitlines()[0].startswith("id,name,type,score")
    none = aigeo("TSMC", "--types", "LOBBIES", "--format", "json")
    assert "Nobody has leverage on TSMC" in none.stderr
    assert aigeo("Zork").exit_code == 1
    assert aigeo("Baidu", "--direction", "up").exit_code == 2
