"""Two things of one name stay two, in one source and in several, loaded in any order."""

from __future__ import annotations

from pathlib import Path

import pytest

from aigeo.load import run
from aigeo.store import Store

MAPPING = """
name: {name}
title: Source {name}
licence: CC0-1.0
file: {name}.csv
entities:
  one:
    type: {{column: Type}}
    name: Name
    countries: Country
    properties: {{birth_date: Born, nationality: Nation}}
  maker: {{type: Firm, name: Employer}}
relations:
  - {{type: WORKS_FOR, subject: one, object: maker, when: {{column: Type, is: Person}}}}
"""
HEADER = "Type,Name,Country,Born,Nation,Employer"


def load(store: Store, folder: Path, name: str, *rows: str) -> dict[str, str]:
    """Load a table; give the canonical ids of what its rows describe, by type and row."""
    (folder / f"{name}.yaml").write_text(MAPPING.format(name=name), "utf-8")
    (folder / f"{name}.csv").write_text("\n".join([HEADER, *rows, ""]), "utf-8")
    run(store, store.settings, [str(folder / f"{name}.yaml")])
    return ids(store, name)


def ids(store: Store, name: str) -> dict[str, str]:
    found = store.read(
        "MATCH (s:Statement {kind: 'entity', source: $name}) WHERE s.last_seen IS NULL "
        "RETURN s.type AS type, s.row AS row, s.fact AS id",
        {"name": name},
    )
    return {f"{row['type']} {row['row']}": row["id"] for row in found}


def test_people_of_one_name_born_on_other_days(store: Store, tmp_path: Path) -> None:
    found = load(
        store, tmp_path, "staff",
        "Person,Wei Zhang,,1970-01-02,,Alpha Lab",
        "Person,Wei Zhang,,1985-06-07,,Beta Lab",
        "Person,Wei Zhang,,1970,,Alpha Lab",
    )  # fmt: skip
    assert found["Person 1"] == "person:wei-zhang" == found["Person 3"]
    assert found["Person 2"] != found["Person 1"]
    ties = store.read("MATCH (a)-[:WORKS_FOR]->(b) RETURN a.id AS a, b.name AS b")
    assert {(row["a"], row["b"]) for row in ties} == {
        (found["Person 1"], "Alpha Lab"), (found["Person 2"], "Beta Lab"),
    }  # fmt: skip


def test_ministries_of_one_name_in_one_table(store: Store, tmp_path: Path) -> None:
    found = load(
        store, tmp_path, "bodies",
        "Agency,Ministry of Trade,China,,,", "Agency,Ministry of Trade,Thailand,,,",
        "Agency,Ministry of Trade,,,,",
    )  # fmt: skip
    assert found["Agency 1"] != found["Agency 2"]
    assert found["Agency 3"] == found["Agency 1"]


ROWS = {
    "first": ("Firm,Norland Instruments,Norway,,,", "Person,John Smith,,1950-03-04,us,Acme"),
    "second": (
        "Firm,Norland Instruments,South Africa,,,", "Person,John Smith,,1980-05-06,gb,Widget",
    ),
}  # fmt: skip


@pytest.mark.parametrize("order", [("first", "second"), ("second", "first")])
def test_two_sources_mean_two_things_by_one_name(
    store: Store, tmp_path: Path, order: tuple[str, str]
) -> None:
    for name in order:
        load(store, tmp_path, name, *ROWS[name])
    first, second = (ids(store, name) for name in order)
    assert first["Firm 1"] == "firm:norland-instruments"
    assert second["Firm 1"] != first["Firm 1"]
    assert second["Person 2"] != first["Person 2"]
    ties = store.read("MATCH (a)-[:WORKS_FOR]->(b) RETURN a.id AS a, b.name AS b")
    works_for = {row["b"]: row["a"] for row in ties}
    employers = [ROWS[name][1].rpartition(",")[2] for name in order]
    assert [works_for[e] for e in employers] == [first["Person 2"], second["Person 2"]]


def test_a_reload_changes_nothing(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, "first", *ROWS["first"])
    before = load(store, tmp_path, "second", *ROWS["second"])
    path = tmp_path / "second.csv"
    path.write_text(path.read_text("utf-8") + "Firm,Another,,,,\n", "utf-8")
    (report,) = run(store, store.settings, [str(tmp_path / "second.yaml")])
    assert (report.added, report.changed, report.withdrawn) == (1, 0, 0)
    assert before.items() <= ids(store, "second").items()


def test_what_says_nothing_against_it_is_one(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, "first", *ROWS["first"])
    found = load(
        store, tmp_path, "third", "Firm,Norland Instruments,,,,", "Person,John Smith,,1950,,Acme"
    )
    assert found["Firm 1"] == "firm:norland-instruments"
    assert found["Person 2"] == "person:john-smith"


def test_a_government_named_by_its_country_or_capital(store: Store, tmp_path: Path) -> None:
    found = load(
        store, tmp_path, "powers",
        "Government,the Netherlands,,,,", "Government,Beijing,,,,", "Government,Tokyo,Japan,,,",
        "Government,Government of France,,,,", "Government,Georgia,United States,,,",
        "Government,Free Nutmeg,,,,", "Place,Beijing,China,,,",
    )  # fmt: skip
    assert [found[f"Government {n}"] for n in range(1, 7)] == [
        "gov:nl", "gov:cn", "gov:jp", "gov:fr", "government:georgia", "government:free-nutmeg",
    ]  # fmt: skip
    assert found["Place 7"] == "place:beijing"
    load(store, tmp_path, "more", "Government,The Hague,,,,", "Government,The Hague,,,,Acme")
    (dutch,) = store.read("MATCH (e:Entity {id: 'gov:nl'}) RETURN e.name AS name, e.aliases AS a")
    assert dutch == {"name": "Government of Netherlands", "a": ["The Hague"]}
    ties = store.read("MATCH (a:Government)-[:PART_OF]->(b:Country) RETURN a.id AS a, b.id AS b")
    assert ("gov:nl", "cc:nl") in {(row["a"], row["b"]) for row in ties}


def test_identifiers_among_the_properties_link_as_well(store: Store, tmp_path: Path) -> None:
    mapping = MAPPING.partition("entities:")[0].format(name="ids") + (
        "entities:\n  one: {type: Firm, name: Name, properties: {lei: Type, wikidata: Country}}\n"
        "ignore: {Born: no, Nation: no, Employer: no}\n"
    )
    (tmp_path / "ids.yaml").write_text(mapping, "utf-8")
    rows = ["724500Y6DUVHQD6OXN27,Palimpsest Optics,,,,", ",Vellum Lenses,Q777001,,,",
            "724500Y6DUVHQD6OXN27,Parchment Works,Q777002,,,", ",Zinc Foil,Q777002,,,"]  # fmt: skip
    (tmp_path / "ids.csv").write_text("\n".join([HEADER, *rows, ""]), "utf-8")
    run(store, store.settings, [str(tmp_path / "ids.yaml")])
    found = ids(store, "ids")
    assert found["Firm 1"] == found["Firm 3"] == found["Firm 4"] != found["Firm 2"]
