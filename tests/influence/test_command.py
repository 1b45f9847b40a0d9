"""`aigeo paths` as a user meets it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from aigeo.cli import main
from aigeo.store import Store
from tests.queries.world import AS_OF

Run = Callable[..., Result]


@pytest.fixture
def aigeo(world: Store, use_store: Callable[[Store], dict[str, str]]) -> Run:
    use_store(world)
    return lambda *arguments: CliRunner().invoke(main, ["paths", *arguments])


def test_json(aigeo: Run) -> None:
    found = aigeo("United States", "baidu", "--top", "1", "--as-of", AS_OF, "--format", "json")
    (path,) = json.loads(found.stdout)["paths"]
    assert path["sign"] == -1
    assert 0 < path["score"] < 1
    for hop in path["hops"]:
        assert {"type", "from", "to", "quote", "sources", "start", "confidence"} <= set(hop)
    assert [hop["type"] for hop in path["hops"]] == ["PART_OF", "SANCTIONS", "SUPPLIES"]


def test_text_shows_each_fact_as_it_is_written_with_its_evidence(aigeo: Run) -> None:
    found = aigeo("United States", "Baidu", "--as-of", AS_OF, "--format", "text").stdout
    lines = [line.strip() for line in found.splitlines()]
    assert lines[0].startswith("1. constrains, score 0.27")
    assert lines[1] == "United States <-[PART_OF]- Government of the United States"
    assert lines[2].startswith("“ledger-a.csv row ")
    assert "Huawei -[SUPPLIES]-> Baidu (item: Ascend 910)" in lines
    assert "Ledger: ledger-a; Ledger: ledger-b, 2023-11, confidence 0.92" in lines


def test_table(aigeo: Run) -> None:
    found = aigeo("gov:us", "Baidu", "--max-hops", "2", "--as-of", AS_OF, "--format", "table")
    shown = " ".join(found.stdout.split())
    assert "-[SANCTIONS]-> Huawei -[SUPPLIES]-> Baidu" in shown
    assert "constrains" in shown


def test_options(aigeo: Run) -> None:
    asked = ("Nvidia", "Baidu", "--as-of", AS_OF, "--format", "json", "--max-hops", "1")
    assert json.loads(aigeo(*asked).stdout)["paths"] == []
    more = aigeo(*asked, "--status", "stated, alleged", "--types", "SUPPLIES")
    assert len(json.loads(more.stdout)["paths"]) == 1
    surer = aigeo(*asked, "--status", "stated,alleged", "--min-confidence", "0.5")
    assert json.loads(surer.stdout)["paths"] == []


def test_no_path_is_said_with_the_nearest_miss(aigeo: Run) -> None:
    found = aigeo("Baidu", "TSMC", "--as-of", AS_OF, "--format", "json")
    assert found.exit_code == 0
    answer = json.loads(found.stdout)
    assert answer["paths"] == []
    assert [miss["without"] for miss in answer["misses"]] == ["direction"]
    assert "No influence path of at most 4 hops leads from Baidu to TSMC" in found.stderr
    assert "against the direction of influence: Baidu -[BASED_IN]-> China" in found.stderr


def test_no_tie_whatever_is_said(aigeo: Run) -> None:
    found = aigeo("Kunlunxin", "Dario Amodei", "--max-hops", "1", "--format", "text")
    assert found.stdout == ""
    assert "No facts tie them" in found.stderr


def test_a_day_in_the_future_is_noted(aigeo: Run) -> None:
    found = aigeo("gov:us", "Huawei", "--as-of", "2999-01-01", "--format", "json")
    assert "in the future" in found.stderr
    assert json.loads(found.stdout)["paths"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("Zork", "Baidu"), 1, "Zork"),
        (("Baidu", "firm:baidu"), 2, "two entities"),
        (("Baidu",), 2, "TO"),
        (("Baidu", "China", "--max-hops", "0"), 2, "max-hops"),
        (("Baidu", "China", "--max-hops", "x"), 2, "max-hops"),
        (("Baidu", "China", "--top", "0"), 2, "top"),
        (("Baidu", "China", "--as-of", "2024-13-01"), 2, "2024-13-01"),
        (("Baidu", "China", "--types", "BUYS"), 2, "unknown relation type 'BUYS'"),
        (("Baidu", "China", "--status", "rumoured"), 2, "unknown status 'rumoured'"),
        (("Baidu", "China", "--min-confidence", "2"), 2, "min-confidence"),
    ],
)
def test_what_is_wrong_is_one_line_and_a_code(
    aigeo: Run, arguments: tuple[str, ...], code: int, message: str
) -> None:
    found = aigeo(*arguments)
    assert found.exit_code == code
    assert message in found.stderr
    assert found.stdout == ""
