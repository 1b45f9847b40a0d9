"""`aigeo paths` as a user meets it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

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


def test_selectors_stand_for_sets(aigeo: Run) -> None:
    asked = ("gov:us", "@sanctioned-parties", "--as-of", AS_OF, "--format", "json")
    ends = {path["hops"][-1]["to"] for path in json.loads(aigeo(*asked).stdout)["paths"]}
    assert ends == {"firm:huawei", "firm:rosfab"}
    named = aigeo("gov:us", "sanctioned-parties", "--to-selector", *asked[2:])
    assert json.loads(named.stdout) == json.loads(aigeo(*asked).stdout)


def test_a_selector_of_ones_own(
    aigeo: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "selectors").mkdir()
    header = "// ---\n// title: T\n// question: Q?\n// columns: {%s: entity id}\n// example: {}\n"
    text = header + "// ---\nMATCH (e:Firm {name: 'Huawei'}) WHERE $as_of <> '' RETURN e.id AS %s\n"
    (tmp_path / "selectors" / "mine.cypher").write_text(text % ("id", "id"))
    (tmp_path / "selectors" / "wrong.cypher").write_text(text % ("who", "who"))
    monkeypatch.setenv("AIGEO_QUERIES", str(tmp_path))
    found = aigeo("@mine", "Baidu", "--as-of", AS_OF, "--format", "json", "--top", "1")
    assert json.loads(found.stdout)["paths"][0]["hops"][0]["from"] == "firm:huawei"
    wrong = aigeo("@wrong", "Baidu")
    assert (wrong.exit_code, "needs a column 'id'" in wrong.stderr) == (1, True)
    missing = aigeo("@mien", "Baidu")
    assert (missing.exit_code, "mine" in missing.stderr) == (1, True)


def test_pictures_and_scores(aigeo: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tenth.py").write_text("def of(fact, day): return 0.1\n")
    asked = ("gov:us", "Baidu", "--as-of", AS_OF, "--format", "json", "--score", "tenth:of")
    found = aigeo(*asked, "--picture", "p.svg", "--picture", "p.html")
    assert json.loads(found.stdout)["paths"][0]["score"] == 0.01
    assert "SANCTIONS" in (tmp_path / "p.svg").read_text()
    assert (tmp_path / "p.html").read_text().startswith("<!DOCTYPE html>")
    none = aigeo("Baidu", "TSMC", "--as-of", AS_OF, "--picture", "none.svg")
    assert "no picture was drawn" in none.stderr
    assert not (tmp_path / "none.svg").exists()


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
        (("Baidu", "China", "--diversity", "2"), 2, "diversity"),
        (("Baidu", "China", "--score", "nonsense"), 2, "nonsense"),
        (("Baidu", "China", "--picture", "p.gif"), 2, "p.gif"),
        (("Baidu", "@nobody"), 1, "nobody"),
    ],
)
def test_what_is_wrong_is_one_line_and_a_code(
    aigeo: Run, arguments: tuple[str, ...], code: int, message: str
) -> None:
    found = aigeo(*arguments)
    assert found.exit_code == code
    assert message in found.stderr
    assert found.stdout == ""
