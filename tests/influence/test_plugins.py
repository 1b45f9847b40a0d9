"""Scores of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from aigeo.errors import UsageError
from aigeo.influence import Fact
from aigeo.influence.plugins import load_score
from aigeo.influence.scoring import score

FACT = Fact("f", "SUPPLIES", "a", "b", True, 0.5, 1, 1.0)


@pytest.fixture(autouse=True)
def _module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "scores_of_mine.py").write_text(
        "def half(fact, day): return fact.weight / 2\n"
        "def much(fact, day): return 3\n"
        "def broken(fact, day): return fact.colour\n"
        "number = 5\n"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))


def test_a_function_of_a_module() -> None:
    assert load_score("scores_of_mine:half")(FACT, "2026-01-01") == 0.25
    assert load_score("default") is score


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nonsense", "module:function"),
        ("no_such_module:f", "no_such_module"),
        ("scores_of_mine:missing", "no function 'missing'"),
        ("scores_of_mine:number", "not a function"),
    ],
)
def test_what_is_no_score(name: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        load_score(name)
    assert message in f"{error.value} {error.value.hint}"


@pytest.mark.parametrize(("name", "message"), [("much", "0 to 1"), ("broken", "colour")])
def test_a_score_that_goes_wrong(name: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        load_score(f"scores_of_mine:{name}")(FACT, "2026-01-01")
