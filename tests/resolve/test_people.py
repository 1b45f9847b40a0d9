"""People of one name: what their dates of birth and nationalities say."""

from __future__ import annotations

from pathlib import Path

import pytest

from aigeo.load import run
from aigeo.resolve.beside import births_agree
from aigeo.resolve.review import open_pairs
from aigeo.store import Store
from tests.conftest import emptied
from tests.load.sources import add_loader, with_loaders, write_csv

CODE = """
def load(context):
    for row in context.rows("{name}.csv"):
        context.entity(
            "Person", "Ahmad Karimi", evidence=row, id=row["id"], birth_date=row["born"],
            nationality=row["nationality"].split(),
        )
"""
YAML = "name: {name}\ntitle: Source {name}\nlicence: CC0\nfiles:\n  - name: {name}.csv\n"


def load(store: Store, folder: Path, name: str, *people: tuple[str, str]) -> None:
    """Load people of one name by (date of birth, nationality); the ids are `name:0`, …"""
    loaders = add_loader(folder / "loaders", YAML.format(name=name), CODE.format(name=name), name)
    rows = [(f"{name}:{n}", *person) for n, person in enumerate(people)]
    path = write_csv(folder / f"{name}.csv", rows, ("id", "born", "nationality"))
    (report,) = run(store, with_loaders(store, loaders), [path], loader=name)
    assert not report.rejected


def ids(store: Store) -> list[str]:
    return [row["id"] for row in store.read("MATCH (e:Person) RETURN e.id AS id ORDER BY id")]


PEOPLE = [
    ("1970-05-01", "1970-05-01", True),
    ("1970-05-01", "1970-05-02", False),
    ("1970", "1970-05-02", True),
    ("1970-05", "1970-05-02", True),
    ("1970-06", "1970-05-02", False),
    ("1971", "1970-05-02", False),
    ("1970", "1971", False),
    ("1970", "", True),
    ("", "", True),
]


@pytest.mark.parametrize("turned", [False, True])
def test_namesakes_of_other_dates_of_birth_stay_two_and_are_no_pair(
    embedded: Store, tmp_path: Path, turned: bool
) -> None:
    for number, (one, other, same) in enumerate(PEOPLE):
        emptied(embedded)
        load(embedded, tmp_path, f"a{number}", (other if turned else one, ""))
        load(embedded, tmp_path, f"b{number}", (one if turned else other, ""))
        assert len(ids(embedded)) == (1 if same else 2), (one, other)
        assert not open_pairs(embedded)


def test_namesakes_of_one_source_stay_two_as_well(embedded: Store, tmp_path: Path) -> None:
    load(embedded, tmp_path, "a", ("1970-05-01", ""), ("1982-11-30", ""), ("1982-11-30", ""))
    assert ids(embedded) == ["a:0", "a:1"]
    assert not open_pairs(embedded)


def test_of_two_namesakes_the_one_with_the_birthday_is_meant(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, "a", ("1970-05-01", ""), ("1982-11-30", ""))
    load(store, tmp_path, "b", ("1982-11-30", ""))
    assert ids(store) == ["a:0", "a:1"]
    (identity,) = store.read("MATCH (i:Identity) RETURN i.id AS id, i.canonical AS canonical")
    assert identity == {"id": "b:0", "canonical": "a:1"}
    # Without a date it may be either, so that a person has to say.
    load(store, tmp_path, "c", ("", ""))
    assert ids(store) == ["a:0", "a:1", "c:0"]
    assert {pair.reason for pair in open_pairs(store)} == {"name of several"}
    assert len(open_pairs(store)) == 2


def test_other_nationality_makes_a_pair_but_for_one_birthday(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, "a", ("1970-05-01", "ir"))
    load(store, tmp_path, "b", ("1970", "af"))
    assert ids(store) == ["a:0", "b:0"]
    (pair,) = open_pairs(store)
    assert {pair.left, pair.right} == {"a:0", "b:0"}
    emptied(store)
    load(store, tmp_path, "a", ("1970-05-01", "ir"))
    load(store, tmp_path, "b", ("1970-05-01", "af"))
    assert ids(store) == ["a:0"]


def test_of_several_dates_one_that_agrees_is_enough() -> None:
    assert births_agree(["birth_date:1970", "birth_date:1975"], ["birth_date:1975-02"])
    assert births_agree(["founded:1970"], ["birth_date:1971"]) is None


@pytest.mark.parametrize(("born", "people"), [("1970-05-01", 1), ("", 2)])
def test_who_moved_is_known_by_the_birthday(
    embedded: Store, tmp_path: Path, born: str, people: int
) -> None:
    code = CODE.replace("nationality=", "countries=")
    for name, country in (("a", "cn"), ("b", "us")):
        loaders = add_loader(
            tmp_path / "loaders", YAML.format(name=name), code.format(name=name), name
        )
        rows = [(f"{name}:0", born, country)]
        path = write_csv(tmp_path / f"{name}.csv", rows, ("id", "born", "nationality"))
        run(embedded, with_loaders(embedded, loaders), [path], loader=name)
    assert len(ids(embedded)) == people
