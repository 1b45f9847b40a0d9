"""Very many statements and facts on one pair: what an answer reads does not grow with them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from aigeo.influence import Filters, StoredFacts, paths
from aigeo.influence.chokepoints import chokepoints
from aigeo.influence.ownership import ownership
from aigeo.influence.reach import reach
from aigeo.store import Store, Transaction

PARALLEL = 10_000
DAY = Filters(as_of="2026-01-01", max_hops=3)
FEW = 60
"""Rows that any of the answers may read once the facts are at hand."""


@pytest.fixture
def crowded(store: Store) -> Store:
    """Two entities tied by as many facts, one of which as many statements make."""
    store.write(
        "CREATE (a:Entity:Agent {id: 'a', name: 'A', type: 'Firm', aliases: [], countries: []}) "
        "CREATE (b:Entity:Agent {id: 'b', name: 'B', type: 'Firm', aliases: [], countries: []}) "
        "WITH a, b UNWIND range(1, $n) AS i "
        "CREATE (a)-[:SUPPLIES {id: 'f' + toString(i), influence: 'forward', sign: 1, "
        "weight: 1.0 / i, confidence: 1.0, status: 'stated', quote: 'q', sources: ['s']}]->(b)",
        {"n": PARALLEL},
    )
    store.write(
        "MATCH (a:Entity {id: 'a'}) MATCH (b:Entity {id: 'b'}) "
        "CREATE (a)-[:OWNS {id: 'own', influence: 'forward', sign: 1, weight: 0.9, "
        "confidence: 1.0, status: 'stated', quote: 'q', sources: ['s'], share: 51.0, "
        "statement_count: $n}]->(b)",
        {"n": PARALLEL},
    )
    store.write(
        "UNWIND range(1, $n) AS i CREATE (:Statement {id: 's' + toString(i), kind: 'relation', "
        "type: 'OWNS', fact: 'own', subject: 'a', object: 'b', source: 's', status: 'stated', "
        "negated: false, confidence: 1.0, quote: 'q', qualifiers: '{\"share\": 51.0}'})",
        {"n": PARALLEL},
    )
    store.write("MATCH (m:Meta {id: 'aigeo'}) SET m.revision = 'crowded'")
    StoredFacts(store).table(DAY)
    return store


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Count the rows that come out of the graph."""
    rows: list[int] = []
    run = Transaction.run
    with monkeypatch.context() as patch:
        patch.setattr(Transaction, "run", lambda *given: rows.append(len(r := run(*given))) or r)
        yield rows


def test_what_is_read_stays_small(crowded: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = StoredFacts(crowded)
    with counted(monkeypatch) as rows:
        (path,) = paths(facts, "a", "b", DAY).paths
    assert (path["hops"][0]["fact"], path["hops"][0]["other_facts"]) == ("f1", PARALLEL)
    assert sum(rows) < FEW
    with counted(monkeypatch) as rows:
        (row,) = reach(facts, "b", DAY, "in")
    assert row["path"]["hops"][0]["fact"] == "f1"
    assert sum(rows) < FEW
    with counted(monkeypatch) as rows:
        found = ownership(facts, "b", filters=DAY)
    (owner,) = found["owners"]
    assert (owner["id"], owner["share"]) == ("a", 51.0)
    assert sum(rows) < FEW
    with counted(monkeypatch) as rows:
        (choke,) = chokepoints(facts, "b", DAY)["bottlenecks"]
    assert (choke["id"], choke["loss"]) == ("a", 100.0)
    assert sum(rows) < FEW
