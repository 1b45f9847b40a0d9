"""Articles that speak of ministries of one name in two countries."""

from __future__ import annotations

from pathlib import Path

import pytest

from aigeo.load import run
from aigeo.load.agencies import told
from aigeo.store import Store

CHINA = "China's Ministry of Commerce restricted exports of gallium."
INDIA = "India's Ministry of Commerce restricted exports of rare earths."
LONG = "The Ministry of Commerce of China restricted exports of germanium."


def says(name: str, *mentions: str, text: str = "", tied: str = "") -> tuple[str, str | None]:
    relations = [{"type": "BASED_IN", "subject": "e1", "object": "e2", "negated": False}]
    document = {
        "text": text or " ".join(mentions),
        "entities": [
            {"id": "e1", "type": "Agency", "name": name},
            {"id": "e2", "type": "Country", "name": tied},
        ],
        "relations": relations if tied else [],
    }
    found = told({"id": "e1", "name": name, "mentions": mentions or (name,)}, document)
    return found.name, found.country


@pytest.mark.parametrize(
    ("mention", "country"),
    [
        ("China's Ministry of Commerce", "cn"),
        ("South Korean Ministry of Science", "kr"),
        ("Saudi Arabian Ministry of Investment", "sa"),
        ("Ministry of Commerce of the People's Republic of China", "cn"),
        ("Ministry of Economy (Malaysia)", "my"),
        ("U.S. Department of Commerce", "us"),
        ("Ministry of Finance", None),
        ("In Council", None),
        ("Office of Foreign Assets Control", None),
        ("Bureau of Industry and Security", None),
    ],
)
def test_the_name_of_an_agency_says_its_country(mention: str, country: str | None) -> None:
    assert says(mention, mention) == (mention, country)


def test_the_text_around_says_it_too() -> None:
    text = "On Monday India's Ministry of Finance agreed."
    assert says("Ministry of Finance", "Ministry of Finance", text=text)[1] == "in"
    assert says("Ministry of Finance", "Ministry of Finance", tied="India")[1] == "in"
    both = "India's Ministry of Finance met the Chinese Ministry of Finance."
    assert says("Ministry of Finance", "Ministry of Finance", text=both)[1] is None


def test_a_country_that_the_text_does_not_say_is_not_taken_from_the_gazetteer() -> None:
    name = "Ministry of Finance of China"
    assert says(name, "Ministry of Finance") == ("Ministry of Finance", None)
    assert says(name, "Ministry of Finance", tied="India") == ("Ministry of Finance", "in")
    assert says(name, "Ministry of Finance", tied="China") == (name, "cn")


@pytest.mark.parametrize("order", ["cil", "icl", "lic"])
def test_ministries_of_two_countries_are_two(store: Store, tmp_path: Path, order: str) -> None:
    texts = {"c": CHINA, "i": INDIA, "l": LONG}
    for letter in order:
        file = tmp_path / f"{letter}.txt"
        file.write_text(f"Trade {letter}\nPublished: 2026-01-20\n\n{texts[letter]}\n")
        run(store, store.settings, [str(file)])
    rows = store.read(
        "MATCH (a:Agency)-[:RESTRICTS]->(o) "
        "RETURN a.id AS id, a.countries AS countries, o.name AS what ORDER BY what"
    )
    by_country = {row["countries"][0]: row["id"] for row in rows}
    assert len(by_country) == 2
    assert all(row["countries"] == [c] for row in rows for c in by_country
               if by_country[c] == row["id"])  # fmt: skip
    metals = {next(m for m in ("gallium", "germanium", "rare") if m in r["what"]): r["id"]
              for r in rows}  # fmt: skip
    assert metals["gallium"] == metals["germanium"] != metals["rare"]
