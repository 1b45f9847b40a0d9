"""The stored graph, the same facts in memory and as columns give the same facts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aigeo.influence import Fact, Filters, GivenFacts, StoredFacts, influence_graph
from aigeo.store import Store
from tests.queries.world import AS_OF

FILTERS = [
    Filters(as_of=AS_OF),
    Filters(as_of="2022-06-01"),
    Filters(as_of=None, statuses=("stated", "alleged", "planned", "ended")),
    Filters(as_of=AS_OF, directed=False),
    Filters(as_of=AS_OF, types=("SUPPLIES", "OWNS"), min_confidence=0.8),
    Filters(as_of=AS_OF, statuses=("stated", "planned")),
]


def everything(world: Store) -> tuple[Fact, ...]:
    filters = Filters(as_of=None, statuses=("stated", "alleged", "planned", "ended"))
    return tuple(StoredFacts(world).table(filters).facts())


def keyed(facts: list[Fact]) -> dict[tuple[str, bool], Fact]:
    return {(f.id, f.along): f for f in facts}


@pytest.mark.parametrize("filters", FILTERS)
def test_memory_columns_and_store_agree(world: Store, filters: Filters) -> None:
    stored = StoredFacts(world)
    whole = keyed(stored.table(filters).facts())
    assert whole
    if filters.directed:
        given = GivenFacts(everything(world))
        assert keyed(given.table(filters).facts()) == whole
    ids = {f.source for f in whole.values()} | {f.target for f in whole.values()}
    for outward in (True, False):
        assert keyed(stored.around(ids, filters, outward).facts) == whole
        for one in sorted(ids)[:5]:
            step = stored.around([one], filters, outward).facts
            end = "source" if outward else "target"
            expected = [f for f in whole.values() if getattr(f, end) == one]
            assert keyed(step) == keyed(expected)
            if filters.directed:
                assert keyed(given.around([one], filters, outward).facts) == keyed(expected)


def test_edges_claims_and_entities(world: Store) -> None:
    stored = StoredFacts(world)
    facts = stored.table(Filters(as_of=AS_OF)).facts()
    edges = stored.edges(facts)
    assert set(edges) == {f.id for f in facts}
    for fact in facts:
        assert edges[fact.id]["quote"]
        assert edges[fact.id]["sources"]
    claims = stored.claims(facts)
    assert {c.fact for c in claims} == set(edges)
    assert all(c.quote and c.source for c in claims)
    known = stored.entities(["firm:baidu", "nobody"])
    assert known["firm:baidu"]["name"] == "Baidu"
    assert known["firm:baidu"]["type"] == "Firm"
    assert set(known) == {"firm:baidu"}


def test_a_table_loses_and_gains_facts(world: Store) -> None:
    table = StoredFacts(world).table(Filters(as_of=AS_OF))
    facts = table.facts()
    gone = facts[0].id
    left = table.without({gone})
    assert keyed(left.facts()) == keyed([f for f in facts if f.id != gone])
    new = replace(facts[1], id="new", source="someone", type="LOBBIES", share=12.5)
    assert keyed(left.plus([new]).facts()) == keyed([*left.facts(), new])
    assert table.plus([]) is table


def test_a_networkx_graph_carries_the_evidence(world: Store) -> None:
    graph = influence_graph(StoredFacts(world), Filters(as_of=AS_OF))
    assert graph.nodes["firm:baidu"]["name"] == "Baidu"
    for source, target, key, data in graph.edges(keys=True, data=True):
        assert {"type", "sign", "weight", "quote", "sources", "confidence"} <= set(data)
        assert (data["source"], data["target"], data["id"]) == (source, target, key)
