"""The audit list: true pairs become one node whatever is loaded first, look-alikes never do."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

from aigeo.load import remove_source, run
from aigeo.store import Store
from tests.conftest import emptied
from tests.load.sources import add_loader, with_loaders, write_csv

AUDIT = Path(__file__).parent / "data" / "audit.csv"
CODE = """
def load(context):
    for row in context.rows("{name}.csv"):
        context.entity(
            row["type"], row["name"], evidence=row, id=row["id"],
            aliases=[a for a in row["aliases"].split("|") if a],
            countries=row["countries"].split(),
        )
"""
YAML = "name: {name}\ntitle: Side {name}\nlicence: CC0\nfiles:\n  - name: {name}.csv\n"
HEADER = ("id", "name", "aliases", "type", "countries")


def pairs() -> list[dict[str, str]]:
    with AUDIT.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_list_is_long_enough() -> None:
    verdicts = [pair["verdict"] for pair in pairs()]
    assert verdicts.count("same") >= 150
    assert verdicts.count("different") >= 150


def load(store: Store, folder: Path, side: str) -> None:
    add_loader(folder / "loaders", YAML.format(name=side), CODE.format(name=side), side)
    rows = [
        (f"{side}:{n}", *(pair[f"{side}_{column}"] for column in HEADER[1:]))
        for n, pair in enumerate(pairs())
    ]
    path = write_csv(folder / f"{side}.csv", rows, HEADER)
    (report,) = run(store, with_loaders(store, folder / "loaders"), [path], loader=side)
    assert not report.rejected


def groups(store: Store) -> set[frozenset[str]]:
    """Give the sets of ids that are one thing."""
    rows = store.read(
        "MATCH (s:Statement {kind: 'entity'}) RETURN s.fact AS fact, collect(s.subject) AS ids"
    )
    return {frozenset(row["ids"]) for row in rows}


def test_true_pairs_are_one_node_and_look_alikes_two_in_any_order(
    store: Store, tmp_path: Path
) -> None:
    load(store, tmp_path, "left")
    load(store, tmp_path, "right")
    found = groups(store)
    home = {i: group for group in found for i in group}
    wrong, missed = [], []
    for n, pair in enumerate(pairs()):
        one = f"right:{n}" in home[f"left:{n}"]
        if one and pair["verdict"] == "different":
            wrong.append((pair["left_name"], pair["right_name"]))
        if not one and pair["verdict"] == "same":
            missed.append((pair["left_name"], pair["right_name"]))
    assert not wrong, wrong
    assert not missed, missed
    remove_source(store, "left")
    load(store, tmp_path, "left")  # now after the other
    assert groups(store) == found


def linked(store: Store) -> tuple[list[str], list[str]]:
    """Give the links and candidate pairs."""
    links = store.read("MATCH (j:Judgement) RETURN j.id AS id, j.reason AS reason")
    pairs = store.read("MATCH (p:CandidatePair) RETURN p.id AS id, p.score AS s, p.reason AS r")
    return sorted(map(repr, links)), sorted(map(repr, pairs))


def test_links_do_not_depend_on_the_size_of_a_batch(embedded: Store, tmp_path: Path) -> None:
    found = []
    given = embedded.settings
    for size in (100, 10_000):
        emptied(embedded)
        embedded.settings = replace(given, batch=size)
        try:
            load(embedded, tmp_path, "left")
            load(embedded, tmp_path, "right")
        finally:
            embedded.settings = given
        found.append(linked(embedded))
    assert len(found[0][0]) > 150 and len(found[0][1]) > 50
    assert found[0] == found[1]
