"""Whatever is loaded last: a source that knows both names of a thing makes it one."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from aigeo.load import judging, remove_source, run
from aigeo.store import Store
from tests.conftest import emptied
from tests.load.sources import add_loader, with_loaders, write_csv
from tests.resolve.sources import exported

CODE = """
def load(context):
    for row in context.rows("{name}.csv"):
        one = context.entity(
            "Firm", row["name"], evidence=row, id=row["id"],
            aliases=[a for a in row["aliases"].split("|") if a],
            countries=row["countries"].split(),
            external_ids={{"lei": row["lei"], "wd": row["wd"]}},
        )
        context.relation("OWNS", one, context.entity("Firm", row["owns"], evidence=row),
                         evidence=row)
"""
YAML = "name: {name}\ntitle: Source {name}\nlicence: CC0\nfiles:\n  - name: {name}.csv\n"
HEADER = ("id", "name", "aliases", "countries", "lei", "wd", "owns")
LEI = "724500Y6DUVHQD6OXN27"

ROWS: dict[str, dict[str, tuple[str, ...]]] = {
    "names": {
        "a": ("a:1", "Alpha Dynamics", "", "us", "", "", "Tern"),
        "b": ("b:1", "Beta Robotics", "", "", "", "", "Wren"),
        "c": ("c:1", "Alpha Dynamics", "Beta Robotics", "us", "", "", "Lark"),
    },
    "aliases of a third name": {
        "a": ("a:1", "Alpha Dynamics", "", "us", "", "", "Tern"),
        "b": ("b:1", "Beta Robotics", "", "", "", "", "Wren"),
        "c": ("c:1", "Corvane Systems", "Beta Robotics|Alpha Dynamics", "", "", "", "Lark"),
    },
}
APART: dict[str, dict[str, tuple[str, ...]]] = {
    "countries": {
        "a": ("a:1", "Alpha Dynamics", "", "us", "", "", "Tern"),
        "b": ("b:1", "Beta Robotics", "", "cn", "", "", "Wren"),
        "c": ("c:1", "Corvane Systems", "Beta Robotics|Alpha Dynamics", "", "", "", "Lark"),
    },
    "identifiers": {
        "a": ("a:1", "Alpha Dynamics", "", "us", LEI, "", "Tern"),
        "b": ("b:1", "Beta Robotics", "", "", "", "Q42", "Wren"),
        "c": ("c:1", "Corvane Systems", "", "", LEI, "Q42", "Lark"),
    },
    "acronyms": {
        "a": ("a:1", "ADX", "", "us", "", "", "Tern"),
        "b": ("b:1", "Beta Robotics", "", "us", "", "", "Wren"),
        "c": ("c:1", "Beta Robotics", "ADX", "us", "", "", "Lark"),
    },
}


def load(store: Store, folder: Path, name: str, row: tuple[str, ...]) -> None:
    add_loader(folder / "loaders", YAML.format(name=name), CODE.format(name=name), name)
    path = write_csv(folder / f"{name}.csv", [row], HEADER)
    (report,) = run(store, with_loaders(store, folder / "loaders"), [path], loader=name)
    assert not report.rejected, report.rejected


def firms(store: Store) -> set[frozenset[str]]:
    """Give the sets of ids that are one thing."""
    rows = store.read(
        "MATCH (s:Statement {kind: 'entity'}) WHERE s.subject IN ['a:1', 'b:1', 'c:1'] "
        "OR s.subject STARTS WITH 'lei:' OR s.subject STARTS WITH 'wd:' "
        "RETURN s.fact AS fact, collect(DISTINCT s.source) AS ids"
    )
    return {frozenset(row["ids"]) for row in rows}


@pytest.mark.parametrize("case", ROWS)
def test_any_order_makes_one_thing(embedded: Store, tmp_path: Path, case: str) -> None:
    for order in permutations("abc"):
        emptied(embedded)
        for name in order:
            load(embedded, tmp_path, name, ROWS[case][name])
        assert firms(embedded) == {frozenset("abc")}, order
        owned = embedded.read("MATCH (a)-[:OWNS]->(b) RETURN b.name AS b, a.id AS a ORDER BY b")
        assert [row["b"] for row in owned] == ["Lark", "Tern", "Wren"]
        assert len({row["a"] for row in owned}) == 1


@pytest.mark.parametrize("case", APART)
def test_what_excludes_each_other_stays_apart(embedded: Store, tmp_path: Path, case: str) -> None:
    for name in "abc":
        load(embedded, tmp_path, name, APART[case][name])
    assert not any({"a", "b"} <= one for one in firms(embedded))


@pytest.mark.parametrize("case", ROWS)
def test_removing_the_source_parts_them_again(store: Store, tmp_path: Path, case: str) -> None:
    load(store, tmp_path, "a", ROWS[case]["a"])
    load(store, tmp_path, "b", ROWS[case]["b"])
    before = exported(store, tmp_path)
    load(store, tmp_path, "c", ROWS[case]["c"])
    assert firms(store) == {frozenset("abc")}
    remove_source(store, "c")
    assert exported(store, tmp_path).decode().splitlines() == before.decode().splitlines()


def test_it_can_be_undone_and_stays_undone(store: Store, tmp_path: Path) -> None:
    for name in "abc":
        load(store, tmp_path, name, ROWS["names"][name])
    (change,) = judging.log(store)
    assert (change.action, change.by) == ("load", "aigeo")
    judging.split(store, "b:1", "a:1", by="ann")
    assert firms(store) == {frozenset("ac"), frozenset("b")}
    load(store, tmp_path, "c", (*ROWS["names"]["c"][:-1], "Finch"))
    assert firms(store) == {frozenset("ac"), frozenset("b")}
    judging.undo(store, by="ann")
    assert firms(store) == {frozenset("abc")}


@pytest.mark.parametrize("distinct", [True, False])
def test_one_list_that_enters_both_means_two(store: Store, tmp_path: Path, distinct: bool) -> None:
    yaml = YAML.format(name="a") + ("    distinct: true\n" if distinct else "")
    add_loader(tmp_path / "loaders", yaml, CODE.format(name="a"), "a")
    rows = [ROWS["names"]["a"], ("a:2", *ROWS["names"]["b"][1:])]
    path = write_csv(tmp_path / "a.csv", rows, HEADER)
    run(store, with_loaders(store, tmp_path / "loaders"), [path], loader="a")
    load(store, tmp_path, "c", ROWS["names"]["c"])
    found = store.read("MATCH (e:Firm) WHERE e.id IN ['a:1', 'a:2', 'c:1'] RETURN e.id AS id")
    assert {row["id"] for row in found} == ({"a:1", "a:2"} if distinct else {"a:1"})
