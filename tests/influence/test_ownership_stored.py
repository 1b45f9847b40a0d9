"""Ownership out of a stored graph, on both engines, and as a command."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result

from aigeo.cli import main
from aigeo.influence import Filters, StoredFacts
from aigeo.influence.ownership import blocked_by_ownership, ownership
from aigeo.store import Store
from tests.conftest import ENGINES, emptied
from tests.influence.ledgers import OFAC, SDN, load_ledger

Run = Callable[..., Result]
DAY = "2026-01-01"


def row(owner: str, entity: str, share: float | None = None, **more: Any) -> dict[str, Any]:
    return {
        "type": "OWNS", "subject": owner, "object": entity,
        "more": {} if share is None else {"share": share}, **more,
    }  # fmt: skip


@pytest.fixture(scope="module", params=ENGINES)
def firms(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    store = emptied(request.getfixturevalue(f"_{request.param}"))
    folder = tmp_path_factory.mktemp("ledgers")
    load_ledger(store, folder, "a", [
        row("person:x", "firm:holding", 50),
        row("firm:holding", "firm:plant", 50, start="2020"),
        row("firm:sold", "firm:plant", 50, start="2010", end="2019"),
        # one source, two stints: the newest that holds counts
        row("firm:holding", "firm:twice", 60, start="2015", end="2020"),
        row("firm:holding", "firm:twice", 30, start="2022-06"),
        row("firm:holding", "firm:disputed", 60),
        row("person:x", "firm:rumour", 60, status="alleged"),
        row("firm:over", "firm:160", 80), row("firm:holding", "firm:160", 80),
        {"type": "SANCTIONS", "subject": OFAC, "object": "person:x", "start": "2018-04-06",
         "more": {"list": SDN, "program": "UKRAINE-EO13661"}},
    ])  # fmt: skip
    load_ledger(store, folder, "b", [row("firm:holding", "firm:disputed", 40)])
    yield store
    emptied(store)


@pytest.mark.parametrize("seed", range(3))
def test_cycles_against_the_closed_form(store: Store, tmp_path: Path, seed: int) -> None:
    """Shares of random groups, cycles included, are A(I - A)^-1 of the written holdings."""
    chance = random.Random(seed)
    names = [f"firm:{letter}" for letter in "abcdef"]
    held = np.zeros((len(names), len(names)))
    for entity in range(len(names)):
        owners = [o for o in range(len(names)) if o != entity and chance.random() < 0.5]
        for owner in owners:
            held[owner, entity] = round(chance.uniform(5, 90) / len(owners), 2)
    load_ledger(store, tmp_path, "a", [
        row(names[o], names[e], held[o, e]) for o, e in zip(*held.nonzero(), strict=True)
    ])  # fmt: skip
    closed = held @ np.linalg.inv(np.eye(len(names)) - held / 100)
    for e, entity in enumerate(names):
        answer = ownership(StoredFacts(store), entity, "ofac50", Filters(as_of=DAY))
        found = {owner["id"]: owner["share"] for owner in answer["owners"]}
        for o, owner in enumerate(names):
            if o != e:
                assert found.get(owner, 0.0) == pytest.approx(closed[o, e], abs=1e-3)


@pytest.mark.parametrize(
    ("entity", "day", "expected"),
    [
        ("firm:plant", DAY, True),
        ("firm:plant", "2019-06-01", False),
        ("firm:holding", DAY, True),
        ("firm:holding", "2018-04-05", False),
        ("firm:twice", "2018-05-01", True),
        ("firm:twice", "2021-06-01", False),
        ("firm:twice", DAY, False),
        ("firm:disputed", DAY, None),
        ("firm:rumour", DAY, False),
        ("firm:160", DAY, None),
        ("person:x", DAY, True),
    ],
)
def test_verdicts(firms: Store, entity: str, day: str, expected: bool | None) -> None:
    answer = ownership(StoredFacts(firms), entity, "ofac50", Filters(as_of=day))
    assert answer["blocked"] is expected
    for chain in answer["chains"]:
        for hop in chain["hops"]:
            assert hop["quote"].startswith("ledger-")
            assert hop["sources"]


def test_two_stints_and_a_gap(firms: Store) -> None:
    for day, share in (("2018-05-01", 60), ("2021-06-01", None), (DAY, 30)):
        owners = ownership(StoredFacts(firms), "firm:twice", "ofac50", Filters(as_of=day))["owners"]
        held = {o["id"]: o["share"] for o in owners}
        assert held.get("firm:holding") == share


def test_the_whole_graph(firms: Store) -> None:
    reached = blocked_by_ownership(StoredFacts(firms), "ofac50", Filters(as_of=DAY))
    assert {r.id: r.blocked for r in reached} == {
        "firm:holding": True, "firm:plant": True, "firm:disputed": None, "firm:160": None
    }  # fmt: skip


@pytest.fixture
def aigeo(firms: Store, use_store: Callable[[Store], dict[str, str]]) -> Run:
    use_store(firms)
    return lambda *arguments: CliRunner().invoke(main, ["ownership", *arguments])


def test_json(aigeo: Run) -> None:
    found = aigeo("Plant", "--rule", "ofac50", "--as-of", DAY, "--format", "json")
    answer = json.loads(found.stdout)
    assert (answer["entity"], answer["blocked"]) == ("firm:plant", True)
    assert [(o["id"], o["share"]) for o in answer["owners"]] == [
        ("firm:holding", 50), ("person:x", 25)
    ]  # fmt: skip
    (chain,) = answer["chains"]
    assert [hop["share"] for hop in chain["hops"]] == [50, 50]
    assert "August 13, 2014" in answer["rule"]["citation"]


def test_text_and_tables(aigeo: Run) -> None:
    text = aigeo("Plant", "--as-of", DAY, "--format", "text").stdout
    assert text.startswith("Plant: blocked (ownership) under the OFAC 50 Percent Rule, 2026-01-01")
    assert "X -[OWNS 50 %]-> Holding" in text
    assert "25 % (listed)" in text
    assert "share_max" in aigeo("Plant", "--as-of", DAY, "--format", "csv").stdout
    every = aigeo("--all", "--as-of", DAY, "--format", "json")
    assert len(json.loads(every.stdout)) == 4


def test_contradictions_are_told(aigeo: Run) -> None:
    found = aigeo("160", "--as-of", DAY, "--format", "json")
    assert "add up to 160 %" in found.stderr
    assert json.loads(found.stdout)["contradictions"][0]["shares"] == [80, 80]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 2, "--all"),
        (("Plant", "--all"), 2, "--all"),
        (("--all", "--rule", "control"), 2, "--all"),
        (("Nobody",), 1, "Nobody"),
        (("Plant", "--rule", "eu50"), 2, "eu50"),
        (("Plant", "--as-of", "yesterday"), 2, "yesterday"),
    ],
)
def test_bad_input(aigeo: Run, arguments: tuple[str, ...], code: int, message: str) -> None:
    found = aigeo(*arguments)
    assert found.exit_code == code
    assert message in found.stderr
    assert found.stdout == ""


def test_what_if_and_receipt(aigeo: Run, tmp_path: Path) -> None:
    overlay = tmp_path / "sold.yaml"
    overlay.write_text("title: sold\nremove:\n  - {type: OWNS, subject: Holding, object: Plant}\n")
    found = aigeo("Plant", "--as-of", DAY, "--what-if", str(overlay), "--format", "json")
    (verdict,) = [c for c in json.loads(found.stdout)["changed"] if c["after"]["part"] == "verdict"]
    assert (verdict["before"]["blocked"], verdict["after"]["blocked"]) == (True, False)
    receipt = tmp_path / "receipt.json"
    plain = aigeo("Plant", "--as-of", DAY, "--receipt", str(receipt), "--format", "json")
    assert json.loads(plain.stdout)["blocked"] is True
    assert CliRunner().invoke(main, ["verify", str(receipt)]).exit_code == 0
    early = aigeo("Plant", "--as-of", DAY, "--known-at", "2000-01-01", "--format", "json")
    assert json.loads(early.stdout)["owners"] == [] if early.exit_code == 0 else early.stderr
