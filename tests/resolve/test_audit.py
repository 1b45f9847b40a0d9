"""The audit list: true pairs become one node whatever is loaded first, look-alikes never do."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from aigeo.load import run
from aigeo.store import Store
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


@pytest.mark.parametrize("order", [("left", "right"), ("right", "left")])
def test_true_pairs_are_one_node_and_look_alikes_two(
    store: Store, tmp_path: Path, order: tuple[str, str]
) -> None:
    for side in order:
        add_loader(tmp_path / "loaders", YAML.format(name=side), CODE.format(name=side), side)
        rows = [
            (f"{side}:{n}", *(pair[f"{side}_{column}"] for column in HEADER[1:]))
            for n, pair in enumerate(pairs())
        ]
        path = write_csv(tmp_path / f"{side}.csv", rows, HEADER)
        (report,) = run(store, with_loaders(store, tmp_path / "loaders"), [path], loader=side)
        assert not report.rejected
    known = store.read("MATCH (i:Identity) RETURN i.id AS id, i.canonical AS canonical")
    canonical = {row["id"]: row["canonical"] for row in known}
    wrong, missed = [], []
    for n, pair in enumerate(pairs()):
        one = len({canonical.get(f"{s}:{n}", f"{s}:{n}") for s in order}) == 1
        if one and pair["verdict"] == "different":
            wrong.append((pair["left_name"], pair["right_name"]))
        if not one and pair["verdict"] == "same":
            missed.append((pair["left_name"], pair["right_name"]))
    assert not wrong, wrong
    assert not missed, missed
