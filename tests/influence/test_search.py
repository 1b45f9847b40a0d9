"""The best-first search against the enumeration of every simple path."""

from __future__ import annotations

import math
from itertools import islice, pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigeo.influence.facts import Fact
from aigeo.influence.search import best_paths
from aigeo.influence.table import FactTable
from aigeo.influence.ways import Ways

NODES = "abcdef"


def fact(name: str, source: str, target: str, weight: float = 0.5, sign: int = 1) -> Fact:
    return Fact(name, "SUPPLIES", source, target, True, weight, sign, 1.0)


def ways(found: list[Fact]) -> Ways:
    table = FactTable.of(found)
    return Ways.of(table, table.weight)


@st.composite
def facts(draw: st.DrawFn) -> list[Fact]:
    ends = draw(
        st.lists(
            st.tuples(
                st.sampled_from(NODES),
                st.sampled_from(NODES),
                st.floats(0.01, 1.0),
                st.sampled_from((-1, 0, 1)),
            ),
            max_size=25,
        )
    )
    return [fact(f"f{i:02}", s, t, w, sign) for i, (s, t, w, sign) in enumerate(ends)]


def enumerated(found: list[Fact], max_hops: int) -> list[float]:
    """Give the scores of all simple paths from a to b, from networkx and the facts alone."""
    best: dict[tuple[str, str], float] = {}
    for one in found:
        pair = (one.source, one.target)
        best[pair] = max(best.get(pair, 0.0), one.weight)
    graph = nx.DiGraph(list(best))
    if "a" not in graph or "b" not in graph:
        return []
    paths = nx.all_simple_paths(graph, "a", "b", cutoff=max_hops)
    return sorted((math.prod(best[p] for p in pairwise(path)) for path in paths), reverse=True)


@settings(max_examples=300, deadline=None)
@given(facts(), st.integers(1, 6), st.integers(1, 30))
def test_the_top_paths_are_those_of_the_enumeration(
    found: list[Fact], max_hops: int, top: int
) -> None:
    paths = list(islice(best_paths(ways(found), "a", "b", max_hops), top))
    assert [p.score for p in paths] == pytest.approx(enumerated(found, max_hops)[:top])
    for path in paths:
        stops = [path.hops[0].fact.source, *(hop.fact.target for hop in path.hops)]
        assert (stops[0], stops[-1]) == ("a", "b")
        assert len(set(stops)) == len(stops) <= max_hops + 1
        assert path.sign == math.prod(hop.fact.sign for hop in path.hops)
    ids = [tuple(hop.fact.id for hop in path.hops) for path in paths]
    assert len(set(ids)) == len(ids)


def test_of_parallel_facts_the_strongest_is_shown_and_the_others_counted() -> None:
    parallel = [fact("f1", "a", "b", 0.2), fact("f2", "a", "b", 0.9, -1), fact("f3", "a", "b", 0.3)]
    (path,) = best_paths(ways(parallel), "a", "b", 3)
    assert (path.hops[0].fact.id, path.hops[0].others, path.sign) == ("f2", 2, -1)
    assert path.score == pytest.approx(0.9)


def test_equal_paths_come_in_the_order_of_their_facts() -> None:
    equal = [
        fact(f"f{n}", s, t)
        for n, (s, t) in enumerate([("a", "c"), ("a", "d"), ("c", "b"), ("d", "b")])
    ]
    for order in (equal, equal[::-1]):
        found = best_paths(ways(order), "a", "b", 2)
        assert [[hop.fact.id for hop in p.hops] for p in found] == [["f0", "f2"], ["f1", "f3"]]


def test_facts_without_strength_and_loops_are_no_way() -> None:
    none = [fact("f1", "a", "b", 0.0), fact("f2", "a", "a", 0.9)]
    assert list(best_paths(ways(none), "a", "b", 3)) == []


def test_signs_multiply_and_a_say_makes_no_sign() -> None:
    two = [fact("f1", "a", "c", sign=-1), fact("f2", "c", "b", sign=-1)]
    assert next(best_paths(ways(two), "a", "b", 2)).sign == 1
    say = [fact("f1", "a", "c", sign=-1), fact("f2", "c", "b", sign=0)]
    assert next(best_paths(ways(say), "a", "b", 2)).sign == 0
