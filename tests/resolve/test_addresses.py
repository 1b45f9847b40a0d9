"""Things are looked up by address, and an address alone never makes two of them one."""

from __future__ import annotations

from pathlib import Path

from aigeo.load import remove_source, run
from aigeo.resolve import search
from aigeo.resolve.review import open_pairs
from aigeo.store import Store
from tests.load.sources import add_loader, with_loaders, write_csv
from tests.resolve.test_unseen_sources import CODE, HEADER, YAML


def load(store: Store, folder: Path, name: str, *rows: tuple[str, str]) -> None:
    """Load firms by name and address; the ids are `name:0`, `name:1`, …"""
    add_loader(folder / "loaders", YAML.format(name=name), CODE.format(name=name), name)
    numbered = [(f"{name}:{n}", "Firm", firm, "", "", at) for n, (firm, at) in enumerate(rows)]
    path = write_csv(folder / f"{name}.csv", numbered, HEADER)
    (report,) = run(store, with_loaders(store, folder / "loaders"), [path], loader=name)
    assert not report.rejected


def keys(store: Store) -> list[str]:
    rows = store.read("MATCH (n:Name) WHERE n.id STARTS WITH '@' RETURN n.id AS id ORDER BY id")
    return [row["id"] for row in rows]


def test_names_that_share_nothing_meet_by_their_address(store: Store, tmp_path: Path) -> None:
    load(
        store, tmp_path, "one",
        ("Tula Cartridge Works", "47 B Marata Street, Tula 300004, Russia"),
        ("Far Away Works", "3 Other Lane, Omsk 644000, Russia"),
    )  # fmt: skip
    assert keys(store) == ["@3 644000 other", "@300004 47 marata"]
    load(store, tmp_path, "two", ("TCW", "47 B, MARATA ST, TULA 300004"))
    assert store.read("MATCH (f:Firm) RETURN count(f) AS n") == [{"n": 3}]
    found = {frozenset((pair.left, pair.right)) for pair in open_pairs(store)}
    assert found == {frozenset(("two:0", "one:0"))}
    # No name, and no search meets what is looked up by.
    assert search(store, "@300004") == search(store, "300004 47 marata") == []
    remove_source(store, "one")
    assert keys(store) == ["@300004 47 marata"]
    remove_source(store, "two")
    assert keys(store) == []


def test_firms_of_one_office_stay_apart(embedded: Store, tmp_path: Path) -> None:
    office = "Suite 12, 800 Mariner Boulevard, Porto Vivo 40912"
    names = ("Ocean Star Shipping", "Ocean Moon Shipping", "Meridian Chartering", "Lodestar Ltd")
    load(embedded, tmp_path, "one", *((name, office) for name in names[:2]))
    load(embedded, tmp_path, "two", *((name, office) for name in names[2:]))
    assert embedded.read("MATCH (f:Firm) RETURN count(f) AS n") == [{"n": len(names)}]
