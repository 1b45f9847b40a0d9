"""The annotated training texts: the notation, its checks, and the file that is built from it."""

from __future__ import annotations

import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "data" / "extraction"
build = SimpleNamespace(**runpy.run_path(str(FOLDER / "build.py")))

TEXT = """### one | 2025-01-02 | Zeta buys Acme
OSLO - Zeta said on Friday that it would buy Acme, a Norwegian maker of lamps.
Ola Berg founded Zeta in Norway. Berg leads it, and {more}
---
F ze Zeta
F ac Acme
L os Oslo = OSLO
C no Norway
P ob Ola Berg
C de Germany
~T la lamps
---
ACQUIRES ze ac [p date=2025-01-03] : Zeta said ... buy Acme
BASED_IN ac no : a Norwegian maker
FOUNDED ob ze : Ola Berg founded Zeta
WORKS_FOR ob ze : ^
MANUFACTURES ac la : Acme, a Norwegian maker of lamps
BASED_IN ze de : German
{relation}
"""


def read(tmp_path: Path, more: str = "a German rival.", relation: str = ""):
    (tmp_path / "a.txt").write_text(TEXT.format(more=more, relation=relation), encoding="utf-8")
    return build.read_folder(tmp_path)


def test_the_shipped_file_is_what_the_notation_says() -> None:
    drafts = build.read_folder()
    assert [p for d in drafts for p in d.problems] == []
    built = "".join(map(build.as_line, drafts))
    assert (FOLDER / "train-more.jsonl").read_text(encoding="utf-8") == built


def test_mentions_and_quotes_are_filled_in(tmp_path: Path) -> None:
    (draft,) = read(tmp_path)
    assert draft.problems == []
    mentions = {e["name"]: e["mentions"] for e in draft.entities}
    assert mentions["Oslo"] == ["OSLO"]
    assert mentions["Norway"] == ["Norway", "Norwegian"]
    assert mentions["Ola Berg"] == ["Ola Berg", "Berg"]
    deal = draft.relations[0]
    assert deal["quote"] == "Zeta said on Friday that it would buy Acme"
    assert draft.text[deal["start_char"] : deal["end_char"]] == deal["quote"]
    assert (deal["status"], deal["date"]) == ("planned", "2025-01-03")
    assert draft.relations[3]["quote"] == "Ola Berg founded Zeta"


def test_an_adjective_alone_makes_no_country(tmp_path: Path) -> None:
    (draft,) = read(tmp_path)
    assert "Germany" not in {e["name"] for e in draft.entities}
    assert all("de" not in (r["subject"], r["object"]) for r in draft.relations)
    (other,) = read(tmp_path, more="a rival in Germany, the German market.")
    assert ("ze", "de") in {(r["subject"], r["object"]) for r in other.relations}


@pytest.mark.parametrize(
    ("relation", "problem"),
    [
        ("OWNS ze ac : Zeta owns Acme", "quote not in text"),
        ("OWNS ze xx : Zeta", "unknown id xx"),
        ("OWNS os ac : Zeta", "signature"),
        ("ACQUIRES ze ac [p] : Zeta", "said twice"),
        ("LIKES ze ac : Zeta", "unknown relation"),
        ("OWNS ze ac [q] : Zeta", "unknown mark q"),
        ("OWNS ze ac Zeta", "not a relation"),
    ],
)
def test_mistakes_are_found(tmp_path: Path, relation: str, problem: str) -> None:
    (draft,) = read(tmp_path, relation=relation)
    assert any(problem in p for p in draft.problems)


def test_a_name_stands_for_one_document(tmp_path: Path) -> None:
    read(tmp_path)
    (tmp_path / "b.txt").write_text((tmp_path / "a.txt").read_text("utf-8"), "utf-8")
    assert all("id of another document" in d.problems for d in build.read_folder(tmp_path))
