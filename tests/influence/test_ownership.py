"""Ownership against examples worked by hand and against closed forms."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigeo.errors import UsageError
from aigeo.influence import Fact, Filters, GivenFacts
from aigeo.influence.ownership import blocked_by_ownership, ownership
from tests.influence.ledgers import graph, on_list, owns

DAY = Filters(as_of="2026-01-01")


def shares(source: GivenFacts, entity: str, rule: str = "ofac50") -> dict[str, Any]:
    return {o["id"]: o["share"] for o in ownership(source, entity, rule, DAY)["owners"]}


def bounds(source: GivenFacts, entity: str) -> dict[str, tuple[float, float]]:
    answer = ownership(source, entity, "ofac50", DAY)
    return {o["id"]: (o["share_min"], o["share_max"]) for o in answer["owners"]}


@pytest.mark.parametrize(
    ("facts", "entity", "expected"),
    [
        ([owns("a", "b", 30)], "b", {"a": 30}),
        ([owns("a", "b", 60), owns("b", "c", 50)], "c", {"b": 50, "a": 30}),
        # a diamond: 60 % × 40 % + 50 % × 20 %
        ([owns("a", "b", 60), owns("a", "c", 50), owns("b", "d", 40), owns("c", "d", 20)], "d",
         {"b": 40, "a": 34, "c": 20}),
        # direct and indirect add up
        ([owns("a", "b", 60), owns("b", "c", 50), owns("a", "c", 10)], "c", {"b": 50, "a": 40}),
        # a cycle: x holds 60 % of a, a 50 % of b, b 20 % of a; v_a = .6 + .2 v_b, v_b = .5 v_a
        ([owns("x", "a", 60), owns("a", "b", 50), owns("b", "a", 20)], "b",
         {"x": 100 / 3, "a": 100 * 0.5 / 0.9}),
        ([owns("x", "a", 60), owns("a", "b", 50), owns("b", "a", 20)], "a",
         {"x": 200 / 3, "b": 100 * 0.2 / 0.9}),
        # its own shares have no owner of their own: 40 of the other 80
        ([owns("x", "a", 40), owns("a", "a", 20)], "a", {"x": 50}),
        ([], "lonely", {}),
    ],
)  # fmt: skip
def test_shares_worked_by_hand(facts: list[Fact], entity: str, expected: dict[str, float]) -> None:
    assert shares(graph(*facts), entity) == pytest.approx(expected, abs=1e-6)


# OFAC FAQ 401, examples 1 to 6, and then some.
FAQ = [
    ([owns("x", "a", 50), owns("a", "b", 50)], "b", True),
    ([owns("x", "a", 50), owns("x", "b", 50), owns("a", "c", 25), owns("b", "c", 25)], "c", True),
    ([owns("x", "a", 50), owns("x", "b", 10), owns("a", "b", 40)], "b", True),
    ([owns("x", "a", 50), owns("x", "b", 25), owns("a", "c", 25), owns("b", "c", 25)], "c", False),
    ([owns("x", "a", 25), owns("x", "b", 25), owns("a", "c", 50), owns("b", "c", 50)], "c", False),
    ([owns("x", "a", 25), owns("y", "a", 25), owns("a", "b", 50)], "b", True),
    ([owns("x", "a", 25), owns("y", "a", 25)], "a", True),
    ([owns("x", "a", 25), owns("y", "a", 24.9)], "a", False),
    ([owns("x", "a", 49.999)], "a", False),
    ([owns("x", "a", 50)], "a", True),
    ([owns("x", "a", 50), owns("a", "b", 50), owns("b", "c", 50), owns("c", "d", 50)], "d", True),
    # blocked through a cycle that hangs on a listed party
    ([owns("x", "a", 30), owns("b", "a", 30), owns("a", "b", 60), owns("x", "b", 40)], "a", False),
    ([owns("x", "a", 30), owns("b", "a", 30), owns("x", "b", 50)], "a", True),
    # a cycle does not block itself
    ([owns("a", "b", 60), owns("b", "a", 60)], "a", False),
    ([owns("x", "a", 40), owns("a", "a", 20)], "a", True),
    ([owns("z", "a", 90)], "a", False),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "entity", "expected"), FAQ)
def test_the_50_percent_rule_cascades(facts: list[Fact], entity: str, expected: bool) -> None:
    answer = ownership(graph(*facts, on_list("x"), on_list("y")), entity, "ofac50", DAY)
    assert answer["blocked"] is expected
    assert answer["because"] == ("ownership" if expected else None)
    assert (answer["blocked_share_min"] >= 50) is expected


@pytest.mark.parametrize(("facts", "entity", "expected"), FAQ)
def test_the_whole_graph_agrees_with_one_entity(
    facts: list[Fact], entity: str, expected: bool
) -> None:
    reached = blocked_by_ownership(graph(*facts, on_list("x"), on_list("y")), "ofac50", DAY)
    assert (entity in {r.id for r in reached if r.blocked}) is expected


def test_a_listed_entity_is_blocked_whoever_owns_it() -> None:
    answer = ownership(graph(on_list("a")), "a", "ofac50", DAY)
    assert (answer["blocked"], answer["because"], answer["owners"]) == (True, "listed", [])
    (listing,) = answer["listings"]
    assert listing["list"].startswith("Specially Designated")


@pytest.mark.parametrize(
    ("listing", "expected"),
    [
        (on_list("x"), True),
        (on_list("x", "policy:cmic"), False),
        (on_list("x", "policy:entity-list", agency="agency:bis"), False),
        (on_list("x", ""), True),  # OFAC itself, without a list
        (on_list("x", "", agency="gov:us"), None),  # the United States, nothing said of how
        (on_list("x", "", agency="gov:us", program="SDN"), True),
        (on_list("x", valid_to="2025-06-30"), False),
        (on_list("x", valid_from="2026-06-30"), False),
        (on_list("x", status="alleged"), False),
    ],
)
def test_which_measures_block(listing: Fact, expected: bool | None) -> None:
    answer = ownership(graph(owns("x", "a", 60), listing), "a", "ofac50", DAY)
    assert answer["blocked"] is expected


def test_a_policy_that_targets_a_party_lists_it() -> None:
    target = Fact(id="t", type="TARGETS", source="policy:sdn", target="x", along=True, weight=0.7,
                  sign=-1, confidence=1.0)  # fmt: skip
    assert ownership(graph(owns("x", "a", 60), target), "a", "ofac50", DAY)["blocked"] is True


def test_holdings_count_while_they_hold() -> None:
    source = graph(owns("x", "a", 60, start="2020-01-01", end="2023-12-31"), on_list("x"))
    for day, expected in (("2019-12-31", False), ("2020-01-01", True), ("2023-12-31", True),
                          ("2024-01-01", False)):  # fmt: skip
        answer = ownership(source, "a", "ofac50", Filters(as_of=day))
        assert answer["blocked"] is expected
        assert bool(answer["owners"]) is expected


def test_a_share_that_nobody_states_is_bounded_by_the_others() -> None:
    source = graph(owns("x", "a", None), owns("y", "a", 30), on_list("x"))
    assert shares(source, "a") == {"x": None, "y": 30}
    assert bounds(source, "a") == {"x": (0, 70), "y": (30, 30)}
    assert ownership(source, "a", "ofac50", DAY)["blocked"] is None
    most = graph(owns("x", "a", None), owns("y", "a", 50.5), on_list("x"))
    assert ownership(most, "a", "ofac50", DAY)["blocked"] is False
    rest = graph(owns("x", "a", None), owns("z", "a", 60), on_list("x"), on_list("z"))
    assert ownership(rest, "a", "ofac50", DAY)["blocked"] is True


def test_an_unknown_share_further_up_leaves_the_owner_open() -> None:
    source = graph(owns("x", "a", None), owns("a", "b", 50), owns("x", "b", 10), on_list("x"))
    assert shares(source, "b") == {"a": 50, "x": None}
    assert bounds(source, "b") == {"a": (50, 50), "x": (10, 60)}
    assert ownership(source, "b", "ofac50", DAY)["blocked"] is None


def test_sources_that_differ_give_an_interval() -> None:
    source = graph(owns("x", "a", 40, "1"), owns("x", "a", 55, "2"), on_list("x"))
    answer = ownership(source, "a", "ofac50", DAY)
    assert answer["blocked"] is None
    assert bounds(source, "a") == {"x": (40, 55)}
    (problem,) = answer["contradictions"]
    assert problem["kind"] == "sources differ"
    assert problem["shares"] == [40, 55]
    agreed = graph(owns("x", "a", 55, "1"), owns("x", "a", 60, "2"), on_list("x"))
    assert ownership(agreed, "a", "ofac50", DAY)["blocked"] is True


def test_shares_of_160_percent_are_told_and_not_scaled() -> None:
    source = graph(owns("x", "a", 80), owns("z", "a", 80), on_list("x"))
    answer = ownership(source, "a", "ofac50", DAY)
    (problem,) = answer["contradictions"]
    assert problem["kind"] == "over 100 percent"
    assert "160" in problem["message"]
    assert shares(source, "a") == {"x": 80, "z": 80}
    assert bounds(source, "a") == {"x": (20, 80), "z": (20, 80)}
    assert answer["blocked"] is None
    both = graph(owns("x", "a", 80), owns("z", "a", 80), on_list("x"), on_list("z"))
    assert ownership(both, "a", "ofac50", DAY)["blocked"] is True
    rounded = graph(owns("x", "a", 33.4), owns("y", "a", 33.4), owns("z", "a", 33.4))
    assert ownership(rounded, "a", "ofac50", DAY)["contradictions"] == []


def test_a_group_that_owns_itself_wholly_is_told() -> None:
    source = graph(owns("a", "b", 100), owns("b", "a", 100), owns("x", "a", 10), owns("b", "c", 50))
    answer = ownership(source, "c", "ofac50", DAY)
    kinds = {p["kind"] for p in answer["contradictions"]}
    assert "closed group" in kinds
    owners = {o["id"]: o for o in answer["owners"]}
    assert owners["a"]["share"] is None
    assert (owners["x"]["share_min"], owners["x"]["share_max"]) == (0, 100)


@pytest.mark.parametrize(
    ("day", "in_force", "expected"),
    [
        ("2025-09-28", False, False),
        ("2025-09-29", True, True),
        ("2025-11-09", True, True),
        ("2025-11-10", False, False),
        ("2026-11-09", False, False),
        ("2026-11-10", True, True),
    ],
)
def test_the_affiliates_rule_depends_on_the_day(day: str, in_force: bool, expected: bool) -> None:
    source = graph(
        owns("x", "a", 60), on_list("x", "policy:entity-list", agency="agency:bis"),
        owns("a", "b", 60),
    )  # fmt: skip
    for entity in ("a", "b"):
        answer = ownership(source, entity, "bis50", Filters(as_of=day))
        assert answer["rule"]["in_force"] is in_force
        assert answer["blocked"] is expected
        assert "47201" in answer["rule"]["citation"]
        assert answer["rule"]["text"].startswith("Any foreign entity that is owned")
    assert ownership(source, "x", "bis50", Filters(as_of=day))["blocked"] is True


def test_after_the_suspension_the_answer_warns_of_an_extension() -> None:
    answer = ownership(graph(owns("x", "a", 60)), "a", "bis50", Filters(as_of="2026-11-10"))
    assert any("extension" in note for note in answer["notes"])
    earlier = ownership(graph(owns("x", "a", 60)), "a", "bis50", Filters(as_of="2025-10-10"))
    assert earlier["notes"] == []


@pytest.mark.parametrize(
    ("listings", "expected"),
    [
        ([on_list("x", "policy:entity-list"), on_list("y", "policy:meu")], True),
        ([on_list("x", "policy:meu")], False),
        ([on_list("x", program="NPWMD"), on_list("y", program="SDGT")], True),
        ([on_list("x", program="GLOMAG"), on_list("y", program="SDGT")], False),
        ([on_list("x", "policy:entity-list"), on_list("y")], None),  # no program is given
        ([on_list("x", "policy:entity-list"), on_list("y", "", agency="agency:bis")], None),
    ],
)
def test_lists_that_the_affiliates_rule_adds_up(
    listings: list[Fact], expected: bool | None
) -> None:
    source = graph(owns("x", "a", 30), owns("y", "a", 30), *listings)
    assert ownership(source, "a", "bis50", Filters(as_of="2025-10-10"))["blocked"] is expected


def test_the_affiliates_rule_bears_on_foreign_entities() -> None:
    facts = (owns("x", "a", 60), on_list("x", "policy:entity-list"))
    home = graph(*facts, known={"a": {"countries": ["us"]}})
    answer = ownership(home, "a", "bis50", Filters(as_of="2025-10-10"))
    assert answer["blocked"] is False
    assert any("foreign" in note for note in answer["notes"])
    abroad = graph(*facts, known={"a": {"countries": ["us", "cn"]}})
    assert ownership(abroad, "a", "bis50", Filters(as_of="2025-10-10"))["blocked"] is True


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([owns("x", "a", 51)], {"x": True}),
        ([owns("x", "a", 50)], {}),
        # votes of controlled entities are added up: 26 % itself, 25 % through b
        ([owns("x", "a", 26), owns("x", "b", 51), owns("b", "a", 25)], {"x": True}),
        ([owns("x", "a", 26), owns("x", "b", 49), owns("b", "a", 25)], {}),
        # a pyramid: 51 % of 51 % of 51 % controls with an eighth of the capital
        ([owns("x", "b", 51), owns("b", "c", 51), owns("c", "a", 51)],
         {"x": True, "b": True, "c": True}),
        ([owns("x", "a", None)], {"x": None}),
        ([owns("x", "a", None), owns("y", "a", 60)], {"y": True}),
    ],
)  # fmt: skip
def test_control_by_majority(facts: list[Fact], expected: dict[str, bool | None]) -> None:
    answer = ownership(graph(*facts), "a", "control", DAY)
    assert {c["id"]: c["controls"] for c in answer["controllers"]} == expected


def test_control_by_a_blocked_party_is_told() -> None:
    source = graph(owns("x", "b", 51), owns("b", "a", 51), on_list("x"))
    answer = ownership(source, "a", "control", DAY)
    assert (answer["blocked"], answer["because"]) == (True, "control")
    assert ownership(graph(owns("x", "a", 51)), "a", "control", DAY)["blocked"] is False


def test_chains_carry_their_evidence_the_largest_first() -> None:
    source = graph(owns("x", "b", 60), owns("b", "a", 50), owns("y", "a", 40), owns("z", "b", 1))
    chains = ownership(source, "a", "ofac50", DAY)["chains"]
    assert [(c["owner"], c["share"]) for c in chains] == [
        ("y", 40), ("x", pytest.approx(30)), ("z", pytest.approx(0.5))
    ]  # fmt: skip
    assert [(h["from"], h["to"]) for h in chains[1]["hops"]] == [("x", "b"), ("b", "a")]
    for chain in chains:
        for hop in chain["hops"]:
            assert {"type", "from", "to", "quote", "sources", "start", "confidence"} <= set(hop)
    listed = graph(owns("x", "b", 60), owns("b", "a", 50), on_list("b"))
    assert [c["owner"] for c in ownership(listed, "a", "ofac50", DAY)["chains"]] == ["b", "x"]
    assert ownership(source, "a", "ofac50", DAY, top_chains=1)["chains"] == chains[:1]


def test_bad_calls() -> None:
    with pytest.raises(UsageError, match="unknown rule"):
        ownership(graph(), "a", "eu50", DAY)
    with pytest.raises(UsageError, match="day"):
        ownership(graph(), "a", "ofac50", Filters(as_of=None))


NAMES = "abcdef"


@st.composite
def groups(draw: st.DrawFn) -> list[tuple[str, str, float]]:
    """Draw shares of which each entity has at most 95 percent given away, cycles included."""
    pairs = [(o, e) for e in NAMES for o in NAMES]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=14))
    out = []
    for entity in NAMES:
        owners = [o for o, e in chosen if e == entity]
        parts = [draw(st.integers(1, 20)) for _ in owners]
        whole = draw(st.integers(5, 95))
        out += [(o, entity, whole * p / sum(parts)) for o, p in zip(owners, parts, strict=True)]
    return out


@given(groups())
@settings(max_examples=60, deadline=None)
def test_cycles_against_the_closed_form(held: list[tuple[str, str, float]]) -> None:
    a = np.zeros((len(NAMES), len(NAMES)))
    for owner, entity, share in held:
        a[NAMES.index(owner), NAMES.index(entity)] = share / 100
    closed = a @ np.linalg.inv(np.eye(len(NAMES)) - a)
    source = graph(*(owns(*h) for h in held))
    for n, entity in enumerate(NAMES):
        got = shares(source, entity)
        for m, owner in enumerate(NAMES):
            if owner != entity:
                assert got.get(owner, 0.0) == pytest.approx(100 * closed[m, n], abs=1e-4)


@given(groups(), st.sets(st.sampled_from(NAMES)), st.data())
@settings(max_examples=40, deadline=None)
def test_bounds_hold_whatever_the_missing_shares_are(
    held: list[tuple[str, str, float]], blocked: set[str], data: st.DataObject
) -> None:
    """Hide some shares: the verdict with them hidden is never the opposite of the true one."""
    listings = [on_list(party) for party in sorted(blocked)]
    hidden = {i for i in range(len(held)) if data.draw(st.booleans())}
    full = graph(*(owns(*h) for h in held), *listings)
    part = graph(
        *(owns(o, e, None if i in hidden else s) for i, (o, e, s) in enumerate(held)), *listings
    )
    for entity in NAMES:
        truth = ownership(full, entity, "ofac50", DAY)
        guess = ownership(part, entity, "ofac50", DAY)
        assert guess["blocked"] in (truth["blocked"], None)
        known = {o["id"]: o["share"] for o in truth["owners"]}
        for owner in guess["owners"]:
            assert owner["share_min"] <= known[owner["id"]] + 1e-6
            assert owner["share_max"] >= known[owner["id"]] - 1e-6 or owner["share_max"] == 100
