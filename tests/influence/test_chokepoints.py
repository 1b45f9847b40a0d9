"""Choke points: cuts against networkx, losses and indices worked by hand, and the command."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from aigeo.cli import main
from aigeo.errors import UsageError
from aigeo.influence import Fact, Filters, GivenFacts, StoredFacts
from aigeo.influence.chokepoints import chokepoints, stopping_countries
from aigeo.influence.chokepoints.cuts import minimum_cut
from aigeo.influence.chokepoints.losses import Supply
from aigeo.influence.chokepoints.needs import Need, Provider
from aigeo.store import Store
from tests.conftest import ENGINES, emptied
from tests.influence.ledgers import graph, load_ledger

DAY = Filters(as_of="2026-01-01", max_hops=6)
NODES = "abcdefgh"


def fact(
    type: str, source: str, target: str, share: float | None = None, along: bool = True,
    item: str | None = None,
) -> Fact:  # fmt: skip
    return Fact(
        id=f"{type} {source} {target} {item or ''}", type=type, source=source, target=target,
        along=along, weight=0.5, sign=1, confidence=1.0, share=share, item=item,
    )  # fmt: skip


TYPES = {"firm": "Firm", "cc": "Country", "chip": "Chip", "model": "Model", "tech": "Technology"}


def supply_chain() -> GivenFacts:
    """A model on one chip: one foundry (90 % of a market), one toolmaker, three countries."""
    facts = [
        fact("TRAINED_ON", "chip:x", "model:m", along=False),
        fact("DEVELOPS", "firm:design", "chip:x"),
        fact("MANUFACTURES", "firm:foundry", "chip:x"),
        fact("INPUT_TO", "tech:tool", "chip:x"),
        fact("MANUFACTURES", "firm:big", "tech:tool", 90),
        fact("MANUFACTURES", "firm:small", "tech:tool", 10),
        fact("BASED_IN", "cc:nl", "firm:big", along=False),
        fact("BASED_IN", "cc:jp", "firm:small", along=False),
        fact("BASED_IN", "cc:tw", "firm:foundry", along=False),
        fact("BASED_IN", "cc:us", "firm:design", along=False),
    ]
    ends = {e for f in facts for e in (f.source, f.target)}
    return graph(*facts, known={e: {"type": TYPES[e.split(":")[0]], "name": e} for e in ends})


def losses(answer: dict[str, Any]) -> dict[str, float]:
    return {row["id"]: row["loss"] for row in answer["bottlenecks"]}


def test_losses_with_substitutes_worked_by_hand() -> None:
    answer = chokepoints(supply_chain(), "model:m", DAY)
    assert losses(answer) == {
        "chip:x": 100, "firm:foundry": 100, "firm:design": 100, "tech:tool": 100, "cc:tw": 100,
        "cc:us": 100, "firm:big": 90, "cc:nl": 90, "firm:small": 10, "cc:jp": 10,
    }  # fmt: skip
    way = next(row for row in answer["bottlenecks"] if row["id"] == "cc:nl")["hops"]
    assert [(h["type"], h["from"], h["to"]) for h in way] == [
        ("BASED_IN", "cc:nl", "firm:big"), ("MANUFACTURES", "firm:big", "tech:tool"),
        ("INPUT_TO", "tech:tool", "chip:x"), ("TRAINED_ON", "chip:x", "model:m"),
    ]  # fmt: skip
    assert all(h["quote"] for h in way)


def test_cuts_by_kind() -> None:
    cuts = chokepoints(supply_chain(), "model:m", DAY)["cuts"]
    assert [e["id"] for e in cuts["items"]["entities"]] == ["chip:x"]
    assert cuts["countries"]["size"] == 4
    assert cuts["firms"]["size"] == 4


def test_a_maker_too_small_is_no_substitute() -> None:
    answer = chokepoints(supply_chain(), "model:m", DAY, substitute=20)
    assert "firm:small" not in losses(answer)
    (market,) = [row for row in answer["concentration"] if row["item"] == "tech:tool"]
    assert market["by_maker"]["shares"] == {"firm:big": 90}


def test_concentration_by_maker_and_country() -> None:
    (market,) = chokepoints(supply_chain(), "model:m", DAY)["concentration"]
    assert (market["by_maker"]["hhi_min"], market["by_maker"]["level"]) == (8200, "high")
    assert market["by_country"]["shares"] == {"cc:nl": 90, "cc:jp": 10}
    assert len(market["hops"]) == 2
    part = graph(
        fact("MANUFACTURES", "firm:a", "tech:t", 30), fact("MANUFACTURES", "cc:jp", "tech:t", 60),
        known={"cc:jp": {"type": "Country"}, "firm:a": {"type": "Firm"}},
    )  # fmt: skip
    (market,) = chokepoints(part, "tech:t", DAY)["concentration"]
    assert (market["by_maker"]["hhi_min"], market["by_maker"]["hhi_max"]) == (900, 5800)
    assert market["by_country"]["shares"] == {"cc:jp": 60}  # stated, not added up


def test_varieties_stand_in_for_their_class() -> None:
    facts = [
        fact("INPUT_TO", "tech:lithography", "chip:x"),
        fact("PART_OF", "tech:lithography", "tech:euv", along=False),
        fact("PART_OF", "tech:lithography", "tech:duv", along=False),
        fact("MANUFACTURES", "firm:asml", "tech:euv"),
        fact("MANUFACTURES", "firm:nikon", "tech:duv"),
    ]
    ends = {e for f in facts for e in (f.source, f.target)}
    source = graph(*facts, known={e: {"type": TYPES[e.split(":")[0]]} for e in ends})
    for one in facts[1:3]:
        source.properties[one.id] = {"kind": "type-of"}  # type: ignore[index]
    found = losses(chokepoints(source, "chip:x", DAY))
    assert found["firm:asml"] == found["firm:nikon"] == 50
    assert found["tech:lithography"] == 100


def test_what_a_firm_uses_counts_in_the_mean() -> None:
    facts = [fact("USES", f"tech:{n}", "firm:f", along=False) for n in range(4)]
    facts += [fact("SUPPLIES", s, "firm:f", item="tech:s") for s in ("firm:a", "firm:b")]
    found = losses(chokepoints(graph(*facts), "firm:f", DAY))
    assert found["tech:0"] == 20
    assert found["firm:a"] == 10


def test_nothing_known_and_bad_calls() -> None:
    answer = chokepoints(graph(), "model:m", DAY)
    assert (answer["needs"], answer["bottlenecks"], answer["concentration"]) == ([], [], [])
    assert answer["cuts"]["firms"]["why"] == "nothing is known of what it needs"
    for arguments in ({"top": 0}, {"substitute": 101}):
        with pytest.raises(UsageError):
            chokepoints(graph(), "m", DAY, **arguments)
    for arguments in ({"top": 0}, {"threshold": 0}):
        with pytest.raises(UsageError):
            stopping_countries(graph(), DAY, **arguments)


def test_the_country_that_stops_the_most_models() -> None:
    answer = stopping_countries(supply_chain(), DAY)
    assert answer["models"] == 1
    assert {row["id"]: row["stopped"] for row in answer["countries"]} == {
        "cc:nl": 1, "cc:tw": 1, "cc:us": 1
    }  # fmt: skip
    lower = stopping_countries(supply_chain(), DAY, threshold=5)
    assert {row["id"] for row in lower["countries"]} == {"cc:nl", "cc:tw", "cc:us", "cc:jp"}
    for row in answer["countries"]:
        assert row["examples"][0]["hops"][0]["from"] == row["id"]
        assert row["examples"][0]["hops"][-1]["to"] == "model:m"


ways_of = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=24)


@settings(max_examples=300, deadline=None)
@given(ways_of, st.sets(st.sampled_from(NODES[:3]), min_size=1))
def test_cuts_against_networkx(ways: list[tuple[str, str]], roots: set[str]) -> None:
    target = "h"
    found = minimum_cut(ways, roots, target, dict.fromkeys(NODES, True))
    plain: nx.DiGraph[str] = nx.DiGraph([w for w in ways if w[0] != w[1]])
    plain.add_nodes_from(NODES)
    plain.add_edges_from(("source", root) for root in roots)
    assert found is not None
    assert len(found) == len(nx.minimum_node_cut(plain, "source", target))
    plain.remove_nodes_from(found)
    assert not nx.has_path(plain, "source", target)


@settings(max_examples=200, deadline=None)
@given(ways_of, st.sets(st.sampled_from(NODES[:3]), min_size=1), st.sets(st.sampled_from(NODES)))
def test_cuts_of_one_kind(ways: list[tuple[str, str]], roots: set[str], allowed: set[str]) -> None:
    target = "h"
    found = minimum_cut(ways, roots, target, {e: e in allowed for e in NODES})
    plain: nx.DiGraph[str] = nx.DiGraph([w for w in ways if w[0] != w[1]])
    plain.add_nodes_from(NODES)
    plain.add_edges_from(("source", root) for root in roots)
    possible = plain.copy()
    possible.remove_nodes_from(allowed - {target})
    if nx.has_path(possible, "source", target):
        assert found is None
        return
    assert found is not None
    assert set(found) <= allowed - {target}
    plain.remove_nodes_from(found)
    assert not nx.has_path(plain, "source", target)


@st.composite
def webs(draw: st.DrawFn) -> list[Need]:
    out = []
    for entity in NODES[:6]:
        for _ in range(draw(st.integers(0, 2))):
            others = draw(st.sets(st.sampled_from(NODES), min_size=1, max_size=3)) - {entity}
            if others:
                part = draw(st.floats(0.1, 1.0)) / len(others)
                f = fact("SUPPLIES", "x", entity)
                given_parts = tuple(Provider(o, part, f, True) for o in sorted(others))
                out.append(Need(entity, "k", None, draw(st.booleans()), given_parts))
    return out


@settings(max_examples=150, deadline=None)
@given(webs(), st.sampled_from(NODES), st.integers(1, 5))
def test_losses_against_the_plain_rule(found: list[Need], lost: str, rounds: int) -> None:
    supply = Supply(found)
    if lost not in supply.at:
        return
    value = {e: 0.0 if e == lost else 1.0 for e in supply.entities}
    for _ in range(rounds):
        new = dict(value)
        for entity in value:
            own = [n for n in found if n.entity == entity]
            each = [
                (n.hard, sum(p.part * value[p.entity] for p in n.providers)
                 + max(0, 1 - sum(p.part for p in n.providers))) for n in own
            ]  # fmt: skip
            hard = [v for h, v in each if h]
            soft = [v for h, v in each if not h]
            limits = [*hard, *([sum(soft) / len(soft)] if soft else [])]
            new[entity] = min([value[entity], *limits])
        value = new
    after = supply.after([[lost], []], rounds)
    for entity, expected in value.items():
        assert after[supply.at[entity], 0] == pytest.approx(expected)
        assert after[supply.at[entity], 1] == pytest.approx(1.0)


@pytest.fixture(scope="module", params=ENGINES)
def chips(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    store = emptied(request.getfixturevalue(f"_{request.param}"))

    def row(type: str, subject: str, object: str, **more: Any) -> dict[str, Any]:
        return {"type": type, "subject": subject, "object": object, "more": more}

    load_ledger(store, tmp_path_factory.mktemp("chips"), "a", [
        row("TRAINED_ON", "model:m", "chip:x"),
        row("MANUFACTURES", "firm:foundry", "chip:x"),
        row("BASED_IN", "firm:foundry", "cc:tw"),
        row("INPUT_TO", "technology:tool", "chip:x"),
        row("MANUFACTURES", "firm:big", "technology:tool", share_of_market=80),
        row("MANUFACTURES", "firm:small", "technology:tool", share_of_market=20),
        row("PART_OF", "technology:euv", "technology:tool", kind="type-of"),
        row("MANUFACTURES", "firm:big", "technology:euv"),
    ])  # fmt: skip
    yield store
    emptied(store)


def test_out_of_the_store(chips: Store) -> None:
    answer = chokepoints(StoredFacts(chips), "model:m", DAY)
    found = losses(answer)
    assert (found["firm:foundry"], found["cc:tw"], found["firm:small"]) == (100, 100, 20)
    assert found["firm:big"] == 100  # the only maker of the only variety known
    for row in answer["bottlenecks"]:
        assert row["hops"]
        assert all(hop["quote"].startswith("ledger-") for hop in row["hops"])
    (country,) = stopping_countries(StoredFacts(chips), DAY)["countries"]
    assert (country["id"], country["stopped"]) == ("cc:tw", 1)


Run = Callable[..., Result]


def test_command(
    chips: Store, use_store: Callable[[Store], dict[str, str]], tmp_path: Path
) -> None:
    use_store(chips)

    def aigeo(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["chokepoints", *arguments])

    assert json.loads(aigeo("model:m", "--format", "json").stdout)["entity"] == "model:m"
    text = aigeo("model:m", "--format", "text").stdout
    assert "100 % lost without Foundry (Firm)" in text
    assert "Foundry -[MANUFACTURES]-> X <-[TRAINED_ON]- M" in text
    assert "smallest cut by items: X" in text
    assert "makers: index 6800 (high concentration)" in text
    assert "stops 1 (100 %)" in aigeo("--models", "--format", "text").stdout
    assert "loss" in aigeo("model:m", "--format", "csv").stdout
    overlay = tmp_path / "second.yaml"
    overlay.write_text(
        "title: a second foundry\nentities: [{type: Firm, name: Second}]\n"
        "add: [{type: MANUFACTURES, subject: Second, object: 'chip:x'}]\n"
    )
    changed = json.loads(aigeo("model:m", "--what-if", str(overlay), "--format", "json").stdout)
    halved = [c for c in changed["changed"] if c["after"]["id"] == "firm:foundry"]
    assert [(c["before"]["loss"], c["after"]["loss"]) for c in halved] == [(100, 50)]
    none = aigeo("cc:tw", "--format", "json")
    assert "Nothing is known of what cc:tw needs" in none.stderr
    for arguments in ((), ("model:m", "--models"), ("model:m", "--substitute", "200")):
        assert aigeo(*arguments).exit_code == 2
    assert aigeo("Nobody").exit_code == 1
