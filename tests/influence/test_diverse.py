"""Choosing different paths rather than variants of one."""

from __future__ import annotations

from itertools import islice
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.errors import UsageError
from aigeo.influence import Fact, Filters, paths
from aigeo.influence.diverse import diverse
from aigeo.influence.search import best_paths
from aigeo.influence.table import FactTable
from aigeo.influence.ways import Ways
from tests.influence.ledgers import graph

DAY = Filters(as_of="2026-01-01")


def fact(source: str, target: str, weight: float) -> Fact:
    return Fact(f"{source}-{target}", "SUPPLIES", source, target, True, weight, 1, 1.0)


def variants() -> list[Fact]:
    """Ten strong ways through one hub, and a weaker one of its own."""
    ways = [fact("a", "hub", 0.9), fact("a", "other", 0.65), fact("other", "z", 0.65)]
    for n in range(10):
        ways += [fact("hub", f"v{n}", 0.9 - n / 1000), fact(f"v{n}", "z", 0.9)]
    return ways


def stops(path: dict[str, Any]) -> list[str]:
    return [path["hops"][0]["from"], *(hop["to"] for hop in path["hops"])]


def test_a_way_of_its_own_comes_before_variants_of_another() -> None:
    source = graph(*variants())
    plain = [stops(p) for p in paths(source, "a", "z", DAY, top=3, diversity=0).paths]
    assert all(way[1] == "hub" for way in plain)
    usual = [stops(p) for p in paths(source, "a", "z", DAY, top=3).paths]
    assert ["a", "other", "z"] in usual
    found = paths(source, "a", "z", DAY, top=2, diversity=1)
    assert ["a", "other", "z"] in [stops(p) for p in found.paths]
    assert found.paths[0]["score"] == max(p["score"] for p in found.paths)
    assert stops(found.paths[0])[1] == "hub"


@given(
    st.lists(
        st.tuples(st.sampled_from("abcdez"), st.sampled_from("abcdez"), st.floats(0.05, 1)),
        max_size=20,
    ),
    st.integers(1, 8),
    st.floats(0, 1),
)
def test_the_choice_holds_the_strongest_and_keeps_the_order(
    ends: list[tuple[str, str, float]], top: int, diversity: float
) -> None:
    facts = [fact(s, t, w) for s, t, w in ends if s != t]
    table = FactTable.of(facts)
    every = list(best_paths(Ways.of(table, table.weight), "a", "z", 5))
    chosen = diverse(iter(every), top, diversity)
    assert len(chosen) == min(top, len(every))
    assert [p.score for p in chosen] == sorted((p.score for p in chosen), reverse=True)
    assert all(path in every for path in chosen)
    if every:
        assert chosen[0] == every[0]
    assert diverse(iter(every), top, 0) == list(islice(every, top))


def test_from_any_to_any_of_several() -> None:
    facts = [fact("a", "m", 0.9), fact("b", "m", 0.8), fact("m", "y", 0.9), fact("m", "z", 0.8),
             fact("a", "b", 0.9), fact("y", "z", 0.9)]  # fmt: skip
    found = paths(graph(*facts), ["a", "b"], ["y", "z"], DAY).paths
    assert {tuple(stops(p)) for p in found} == {
        ("a", "m", "y"), ("a", "m", "z"), ("b", "m", "y"), ("b", "m", "z")
    }  # fmt: skip
    overlapping = paths(graph(*facts), ["a", "b"], ["b", "y"], DAY).paths
    assert {stops(p)[-1] for p in overlapping} == {"y"}
    with pytest.raises(UsageError, match="two entities"):
        paths(graph(*facts), ["a", "b"], ["b", "a"], DAY)
    with pytest.raises(UsageError, match="each end"):
        paths(graph(*facts), [], ["b"], DAY)
    with pytest.raises(UsageError, match="diversity"):
        paths(graph(*facts), "a", "z", DAY, diversity=2)
