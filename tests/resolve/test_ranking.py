"""Pairs in the order of the influence paths that a decision makes or breaks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aigeo.resolve.ranking import degrees, paths_joined
from aigeo.resolve.review import open_pairs
from aigeo.store import Store
from tests.conftest import emptied
from tests.resolve.graphs import write

Tie = tuple[str, str, str, str]
"""(subject, type, influence, object)"""


def tie(store: Store, ties: Sequence[Tie]) -> None:
    for kind in {kind for _, kind, _, _ in ties}:
        rows = [
            {"a": a, "b": b, "p": {"id": f"f:{n}", "influence": influence, "weight": 0.5}}
            for n, (a, k, influence, b) in enumerate(ties) if k == kind
        ]  # fmt: skip
        store.write(
            "UNWIND $rows AS row MATCH (a:Entity {id: row.a}) MATCH (b:Entity {id: row.b}) "
            f"CREATE (a)-[r:{kind}]->(b) SET r = row.p",
            {"rows": rows},
        )


def pair(store: Store, left: str, right: str, score: float) -> None:
    row: dict[str, Any] = {"id": f"p:{left}|{right}", "left": left, "right": right,
                           "score": score, "reason": "similar name"}  # fmt: skip
    store.write("CREATE (p:CandidatePair) SET p = $row", {"row": row})


def test_pairs_that_join_paths_come_before_pairs_of_many_facts(store: Store) -> None:
    write(store, [(f"firm:{c}", "Firm", f"Firm {c}", ()) for c in "abcdefghij"])
    # Who has leverage on a, and whom b has leverage on: only as one are they a path.
    tie(store, [
        ("firm:c", "OWNS", "forward", "firm:a"), ("firm:d", "USES", "backward", "firm:b"),
        ("firm:e", "OWNS", "forward", "firm:c"),
        # f and g have more facts, none of which leads anywhere.
        *(("firm:f", "COMPETES_WITH", "none", f"firm:{c}") for c in "hij"),
        *(("firm:g", "COMPETES_WITH", "none", f"firm:{c}") for c in "hij"),
    ])  # fmt: skip
    pair(store, "firm:f", "firm:g", 0.9)
    pair(store, "firm:a", "firm:b", 0.4)
    first, second = open_pairs(store)
    assert (first.left, first.paths, first.touched) == ("firm:a", 2, 1)
    assert (second.left, second.paths, second.touched) == ("firm:f", 0, 3)
    assert open_pairs(store, 1) == [first]


NODES = ["firm:0", "firm:1", "firm:2", "firm:3", "firm:4"]
TIES = st.lists(
    st.tuples(
        st.sampled_from(NODES),
        st.sampled_from(("OWNS", "USES", "PARTNERS_WITH")),
        st.sampled_from(("forward", "backward", "both", "none")),
        st.sampled_from(NODES),
    ).filter(lambda tie: tie[0] != tie[3]),
    max_size=12,
)


@given(ties=TIES)
@settings(
    max_examples=15, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
def test_the_number_is_that_of_walks_entering_at_one_and_leaving_at_the_other(
    store: Store, ties: list[Tie]
) -> None:
    emptied(store)
    write(store, [(node, "Firm", node, ()) for node in NODES])
    tie(store, ties)
    leads = [
        *((a, b) for a, _, influence, b in ties if influence in ("forward", "both")),
        *((b, a) for a, _, influence, b in ties if influence in ("backward", "both")),
    ]
    walks = {1: leads, 2: [(a, d) for (a, b), (c, d) in product(leads, leads) if b == c]}
    found = degrees(store, NODES)
    for a, b in product(NODES, NODES):
        expected = sum(
            end == one and start == other
            for one, other in ((a, b), (b, a))
            for into, out in ((1, 1), (2, 1), (1, 2))
            for _, end in walks[into]
            for start, _ in walks[out]
        )
        assert paths_joined(found[a], found[b]) == expected
    assert found["firm:0"].facts == sum("firm:0" in (a, b) for a, _, _, b in ties)
