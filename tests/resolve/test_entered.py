"""Numbers in registers, and lists that enter a party once, keep apart what shares an alias."""

from __future__ import annotations

from pathlib import Path

import pytest

from aigeo.load import run
from aigeo.store import Store
from tests.load.sources import add_loader, with_loaders, write_csv

CODE = """
def load(context):
    for row in context.rows("{name}.csv"):
        context.entity(
            row["type"] or "Firm", row["name"], evidence=row, id=row["id"] or None,
            aliases=[a for a in row["aliases"].split("|") if a],
            countries=row["countries"].split(),
        )
"""
YAML = "name: {name}\ntitle: Source {name}\nlicence: CC0\nfiles:\n  - name: {name}.csv\n"
HEADER = ("id", "type", "name", "aliases", "countries")
GROUP = "Corvane Mobile Communications Group Co., Ltd."


def load(
    store: Store, folder: Path, name: str, rows: list[tuple[str, ...]], *, distinct: bool = False
) -> None:
    yaml = YAML.format(name=name) + ("    distinct: true\n" if distinct else "")
    add_loader(folder / "loaders", yaml, CODE.format(name=name), name)
    path = write_csv(folder / f"{name}.csv", rows, HEADER)
    (report,) = run(store, with_loaders(store, folder / "loaders"), [path], loader=name)
    assert not report.rejected, report.rejected


def canonical(store: Store, entity_id: str) -> str:
    rows = store.read("MATCH (i:Identity {id: $id}) RETURN i.canonical AS c", {"id": entity_id})
    return rows[0]["c"] if rows else entity_id


def paired(store: Store) -> set[frozenset[str]]:
    rows = store.read("MATCH (p:CandidatePair) RETURN p.left AS l, p.right AS r")
    return {frozenset((row["l"], row["r"])) for row in rows}


def test_two_numbers_of_one_register_are_two_things(store: Store, tmp_path: Path) -> None:
    group = "Golden Delta Group|Delta Casino"
    rows = [
        ("ofac:901", "", "Delta International (HK) Co., Limited", group, "hk"),
        ("ofac:902", "", "Delta International Investment Co. Limited", group, "hk"),
        ("ofac:903", "", "Korvat Bank", "", ""),
        ("ofac:904", "", "KORVAT BANK", "", ""),
    ]
    load(store, tmp_path, "register", rows)
    assert {canonical(store, row[0]) for row in rows} == {row[0] for row in rows}


def test_a_number_that_was_linked_before_keeps_another_out(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, "press", [("", "", "Delta Casino", "", "")])
    load(store, tmp_path, "first", [("ofac:901", "", "Delta Casino", "", "")])
    load(store, tmp_path, "second", [("ofac:902", "", "Delta Casino", "", "")])
    assert canonical(store, "ofac:901") == "firm:delta-casino"
    assert canonical(store, "ofac:902") == "ofac:902"


@pytest.mark.parametrize("distinct", [True, False])
def test_entries_of_a_list_that_enters_a_party_once(
    store: Store, tmp_path: Path, distinct: bool
) -> None:
    rows = [
        ("a:1", "", "Corvane Mobile Limited", "", "cn"),
        ("a:2", "", GROUP, "Corvane Mobile", "cn"),
    ]
    load(store, tmp_path, "list", rows, distinct=distinct)
    if distinct:
        assert canonical(store, "a:2") == "a:2"
        assert frozenset(("a:1", "a:2")) in paired(store)
    else:
        assert canonical(store, "a:2") == "a:1"


@pytest.mark.parametrize("order", [("a:1", "a:2"), ("a:2", "a:1")])
def test_an_alias_leaves_a_thing_to_the_entry_that_bears_its_name(
    store: Store, tmp_path: Path, order: tuple[str, str]
) -> None:
    limited, group = order  # ids decide in which order a list is linked
    load(store, tmp_path, "press", [("p:1", "", GROUP, "Corvane Mobile", "cn")])
    rows = [
        (limited, "", "Corvane Mobile Limited", "", "cn"),
        (group, "", GROUP, "", "cn"),
    ]
    load(store, tmp_path, "list", sorted(rows), distinct=True)
    assert canonical(store, group) == "p:1"
    assert canonical(store, limited) == limited


def test_a_new_entry_of_a_list_is_told_from_one_that_the_graph_has(
    store: Store, tmp_path: Path
) -> None:
    rows = [("a:2", "", GROUP, "Corvane Mobile", "cn")]
    load(store, tmp_path, "list", rows, distinct=True)
    rows.append(("a:3", "", "Corvane Mobile Limited", "", "cn"))
    path = write_csv(tmp_path / "list.csv", rows, HEADER)
    run(store, with_loaders(store, tmp_path / "loaders"), [path], loader="list")
    assert canonical(store, "a:3") == "a:3"


def test_an_army_is_no_government(store: Store, tmp_path: Path) -> None:
    army = ("x:1", "Organization", "Bright Path", "People's Liberation Army", "")
    load(store, tmp_path, "list", [army])
    load(store, tmp_path, "press", [("gov:cn", "Government", "Government of China", "", "cn")])
    assert canonical(store, "gov:cn") == "gov:cn"


@pytest.mark.parametrize(
    ("a", "b", "one"), [("hk", "cn", True), ("vg", "gb", True), ("tw", "cn", False)]
)
def test_a_territory_does_not_exclude_its_country(
    store: Store, tmp_path: Path, a: str, b: str, one: bool
) -> None:
    load(store, tmp_path, "list", [("a:1", "", "Fenmere Properties Ltd.", "", a)])
    load(store, tmp_path, "press", [("b:1", "", "FENMERE PROPERTIES LTD", "", b)])
    assert (canonical(store, "b:1") == "a:1") is one


@pytest.mark.parametrize("turned", [False, True])
def test_a_laboratory_to_one_source_is_a_firm_to_another(
    store: Store, tmp_path: Path, turned: bool
) -> None:
    rows = [
        ("", "Firm", "Brightmind", "Corvane Brightmind", "gb"),
        ("", "ResearchOrganization", "Brightmind", "", "gb"),
        ("", "ResearchOrganization", "Corvane Brightmind", "", "gb"),
        ("", "ResearchOrganization", "Brightmind", "", "ke"),
        ("", "ResearchOrganization", "Corva", "", "gb"),
        ("", "Firm", "Corva", "", "gb"),
    ]
    for n, row in enumerate(reversed(rows) if turned else rows):
        load(store, tmp_path, f"s{n}", [(f"s{n}:1", *row[1:])])
    at = list(range(len(rows)))[:: -1 if turned else 1]
    firm, lab, whole, kenyan, short, other = (canonical(store, f"s{n}:1") for n in at)
    assert firm == lab == whole
    assert len({firm, kenyan, short, other}) == 4
