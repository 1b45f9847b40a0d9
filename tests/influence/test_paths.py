"""Paths out of a stored graph: known answers, filters, misses, and random graphs, both engines."""

from __future__ import annotations

import math
import random
from itertools import pairwise
from typing import Any

import networkx as nx
import pytest

from aigeo.errors import UsageError
from aigeo.influence import Filters, StoredFacts, paths
from aigeo.influence.between import between
from aigeo.store import Store
from tests.queries.world import AS_OF

DAY = Filters(as_of=AS_OF)


def chains(found: list[dict[str, Any]]) -> list[list[str]]:
    return [[path["hops"][0]["from"], *(hop["to"] for hop in path["hops"])] for path in found]


def test_the_known_paths(world: Store) -> None:
    found = paths(StoredFacts(world), "cc:us", "firm:baidu", DAY).paths
    assert chains(found) == [
        ["cc:us", "gov:us", "firm:huawei", "firm:baidu"],
        ["cc:us", "firm:anthropic", "cc:cn", "firm:baidu"],
        ["cc:us", "gov:us", "firm:huawei", "chip:ascend-910", "firm:baidu"],
    ]
    assert [path["sign"] for path in found] == [-1, 0, -1]
    assert [path["score"] for path in found] == sorted((p["score"] for p in found), reverse=True)


def test_a_hop_carries_its_evidence(world: Store) -> None:
    (path,) = paths(StoredFacts(world), "cc:us", "firm:baidu", DAY, top=1).paths
    assert [hop["direction"] for hop in path["hops"]] == ["against", "along", "along"]
    supply = path["hops"][2]
    assert {"type", "from", "to", "quote", "sources", "start", "confidence"} <= set(supply)
    assert (supply["from_name"], supply["to_name"]) == ("Huawei", "Baidu")
    assert (supply["item"], supply["item_name"]) == ("chip:ascend-910", "Ascend 910")
    assert (supply["start"], supply["confidence"]) == ("2023-11", 0.92)
    assert supply["sources"] == ["world:ledger-a", "world:ledger-b"]
    assert supply["quote"].startswith("ledger-a.csv row ")
    assert path["score"] == pytest.approx(
        path["hops"][0]["strength"] * path["hops"][1]["strength"] * supply["strength"], abs=1e-5
    )
    # 0.6 × 0.92, two years and two months into a half-life of four years
    assert supply["strength"] == pytest.approx(0.552 * 0.5 ** (791 / 365.25 / 4), abs=1e-6)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(as_of="2023-01-01", max_hops=2), [["gov:us", "chip:h100", "firm:baidu"]]),
        (Filters(as_of="2021-06-01", max_hops=2), []),
        (Filters(as_of=AS_OF, max_hops=2), [["gov:us", "firm:huawei", "firm:baidu"]]),
        (Filters(as_of=AS_OF, max_hops=3, types=("SANCTIONS", "DEVELOPS", "USES")),
         [["gov:us", "firm:huawei", "chip:ascend-910", "firm:baidu"]]),
        (Filters(as_of=AS_OF, max_hops=3, min_confidence=0.8),
         [["gov:us", "firm:huawei", "firm:baidu"]]),
        (Filters(as_of=AS_OF, max_hops=3, min_confidence=0.95), []),
    ],
)  # fmt: skip
def test_filters(world: Store, filters: Filters, expected: list[list[str]]) -> None:
    assert chains(paths(StoredFacts(world), "gov:us", "firm:baidu", filters).paths) == expected


def test_alleged_facts_on_request(world: Store) -> None:
    assert paths(StoredFacts(world), "firm:nvidia", "firm:baidu", DAY).paths == []
    alleged = Filters(as_of=AS_OF, statuses=("stated", "alleged"))
    (path,) = paths(StoredFacts(world), "firm:nvidia", "firm:baidu", alleged).paths
    assert path["hops"][0]["status"] == "alleged"


def test_planned_facts_on_request_though_they_are_yet_to_begin(world: Store) -> None:
    planned = Filters(as_of=AS_OF, statuses=("stated", "planned"), max_hops=1)
    assert chains(paths(StoredFacts(world), "firm:microsoft", "firm:nvidia", planned).paths) == [
        ["firm:microsoft", "firm:nvidia"]
    ]


@pytest.mark.parametrize(
    ("source", "target", "filters", "without"),
    [
        ("firm:nvidia", "firm:baidu", DAY, ["status"]),
        ("firm:baidu", "firm:huawei", DAY, ["direction"]),
        ("gov:us", "firm:baidu", Filters(as_of=AS_OF, max_hops=1), ["max_hops"]),
        ("gov:us", "firm:baidu", Filters(as_of="2018-01-01", max_hops=2), ["date"]),
        ("gov:us", "firm:baidu", Filters(as_of=AS_OF, types=("SANCTIONS",)), ["types"]),
        ("gov:us", "firm:huawei", Filters(as_of=AS_OF, min_confidence=1.0, max_hops=1), []),
        ("firm:alphabet", "cc:tw", Filters(as_of=AS_OF, max_hops=1), []),
    ],
)
def test_the_filter_that_stood_in_the_way_is_named(
    world: Store, source: str, target: str, filters: Filters, without: list[str]
) -> None:
    answer = paths(StoredFacts(world), source, target, filters)
    if answer.paths:
        assert (source, target) == ("gov:us", "firm:huawei")
        assert answer.misses == []
        return
    named = [miss["without"] for miss in answer.misses]
    assert set(without) <= set(named)
    assert bool(named) == bool(without)
    for miss in answer.misses:
        assert miss["path"]["hops"]


def test_both_ends_the_same_and_no_path_asked_for(world: Store) -> None:
    with pytest.raises(UsageError, match="two entities"):
        paths(StoredFacts(world), "cc:us", "cc:us")
    with pytest.raises(UsageError, match="at least one"):
        paths(StoredFacts(world), "cc:us", "cc:cn", top=0)


def test_another_score_takes_the_place_of_the_first(world: Store) -> None:
    (path, *_) = paths(
        StoredFacts(world), "gov:us", "firm:baidu", DAY, weigh=lambda fact, day: 0.5
    ).paths
    assert path["score"] == 0.25


@pytest.mark.parametrize("seed", range(8))
def test_random_graphs_against_enumeration(store: Store, seed: int) -> None:
    """Retrieval and search together find what enumeration of the written facts finds."""
    rng = random.Random(seed)
    nodes = [f"n{i}" for i in range(9)]
    edges = [
        {
            "a": rng.choice(nodes), "b": rng.choice(nodes), "id": f"f{i}",
            "influence": rng.choice(["forward", "backward", "both", "none"]),
            "weight": round(rng.uniform(0.1, 1.0), 3),
            "status": rng.choice(["stated"] * 4 + ["alleged"]),
            "from": rng.choice([None, "2020-01-01", "2030-01-01"]),
        }
        for i in range(28)
    ]  # fmt: skip
    store.write("UNWIND $ids AS id CREATE (:Entity {id: id, name: id})", {"ids": nodes})
    store.write(
        "UNWIND $edges AS e MATCH (a:Entity {id: e.a}) MATCH (b:Entity {id: e.b}) "
        "CREATE (a)-[r:MANUFACTURES {id: e.id, influence: e.influence, weight: e.weight, sign: 1, "
        "confidence: 1.0, status: e.status, quote: e.id, sources: ['s']}]->(b) "
        "SET r.valid_from = e.from",
        {"edges": edges},
    )
    graph: nx.DiGraph[str] = nx.DiGraph()
    for e in edges:
        if e["status"] != "stated" or (e["from"] or "") > AS_OF or e["a"] == e["b"]:
            continue
        ways = [(e["a"], e["b"])] * (e["influence"] in ("forward", "both"))
        ways += [(e["b"], e["a"])] * (e["influence"] in ("backward", "both"))
        for way in ways:
            weight = max(e["weight"], graph.edges[way]["w"] if graph.has_edge(*way) else 0)
            graph.add_edge(*way, w=weight)
    for hops in (1, 3, 5):
        found = paths(
            StoredFacts(store), "n0", "n1", Filters(as_of=AS_OF, max_hops=hops), top=1000
        ).paths
        known = (
            {tuple(p) for p in nx.all_simple_paths(graph, "n0", "n1", cutoff=hops)}
            if {"n0", "n1"} <= set(graph)
            else set()
        )
        assert {tuple(chain) for chain in chains(found)} == known
        for path, stops in zip(found, chains(found), strict=True):
            expected = math.prod(graph.edges[pair]["w"] for pair in pairwise(stops))
            assert path["score"] == pytest.approx(expected, abs=1e-6)


def test_where_a_step_meets_too_many_all_facts_are_read(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aigeo.influence.stored.STEP_LIMIT", 50)
    store.write(
        "CREATE (a:Entity {id: 'a', name: 'A'}) CREATE (b:Entity {id: 'b', name: 'B'}) "
        "WITH a, b UNWIND range(1, 200) AS i "
        "CREATE (a)-[:MANUFACTURES {id: 'f' + toString(i), influence: 'forward', sign: 1, "
        "weight: 1.0 / i, confidence: 1.0, status: 'stated', quote: 'q', sources: ['s']}]->(b)"
    )
    (path,) = paths(StoredFacts(store), "a", "b", DAY).paths
    assert (path["hops"][0]["fact"], path["hops"][0]["other_facts"]) == ("f1", 199)


def test_expanding_both_ends_and_reading_all_give_the_same(world: Store) -> None:
    fresh = StoredFacts(world)
    assert not fresh.at_hand()
    near = between(fresh, ["cc:us"], ["firm:baidu"], DAY)
    expanded = paths(fresh, "cc:us", "firm:baidu", DAY)
    whole = fresh.table(DAY)
    assert fresh.at_hand()
    assert len(near) < len(whole)
    assert paths(fresh, "cc:us", "firm:baidu", DAY) == expanded
