"""Linking while what was linked before is published: the graph that linking first would leave."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from aigeo.load import linking_stage, publish, run
from aigeo.load.bulk import BulkWriter
from aigeo.load.piped import PipedWriter
from aigeo.load.publish import Ordered
from aigeo.store import Store
from tests.conftest import emptied
from tests.load.sources import add_loader, snapshot, with_loaders, write_csv

YAML = """
name: things
title: Things with identifiers of two registers
files: [{name: things.csv, required: [Name, Alias, A, B, Country, Other]}]
"""
CODE = """
def load(context):
    for row in context.rows("things.csv"):
        thing = context.entity(
            "Firm", row["Name"], aliases=[row["Alias"]], countries=[row["Country"]],
            external_ids={"aa": row["A"], "bb": row["B"]}, evidence=row,
        )
        other = context.entity("Firm", row["Other"], evidence=row.cite("Other"))
        context.relation("SUPPLIES", thing, other, evidence=row.cite("Name", "Other"))
"""
HEADER = ("Name", "Alias", "A", "B", "Country", "Other")


def things(seed: int) -> list[tuple[str, ...]]:
    """Things that share names and identifiers with others, near and far in the order of ids."""
    chance = random.Random(seed)
    words = [f"{a}{b}" for a in ("Kor", "Zhen", "Alt", "Mir") for b in ("ova", "tek", "lin", "dis")]

    def name() -> str:
        return f"{chance.choice(words)} {chance.choice(words)} {chance.choice(['Ltd', 'GmbH', ''])}"

    return [
        (
            name(),
            name() if chance.random() < 0.3 else "",
            str(chance.randrange(200)) if chance.random() < 0.6 else "",
            str(chance.randrange(60)) if chance.random() < 0.6 else "",
            chance.choice(["cn", "ru", "de"]),
            name(),
        )
        for _ in range(150)
    ]


@pytest.mark.parametrize("seed", [1, 2])
def test_it_gives_the_graph_of_linking_first(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    settings = with_loaders(store, add_loader(tmp_path / "l", YAML, CODE, "things"))
    path = write_csv(tmp_path / "things.csv", things(seed), HEADER)
    monkeypatch.setattr(publish, "BULK_FROM", 1)
    monkeypatch.setattr(linking_stage, "APART", 20)
    asked: list[bool] = []
    link = linking_stage.Linker.link

    def spied(self, store, *given):  # type: ignore[no-untyped-def]
        asked.append(store is not None)
        return link(self, store, *given)

    monkeypatch.setattr(linking_stage.Linker, "link", spied)
    with monkeypatch.context() as short:
        # Batches are shorter than the relations whose ends are linked midway.
        short.setattr(store, "settings", replace(store.settings, batch=16))
        run(store, settings, [path])
    assert len(asked) > 5 and not any(asked)
    beside = snapshot(store)
    assert any("('reason', 'external id bb:" in node for node in beside["nodes"])
    emptied(store)
    asked.clear()
    for writer in (BulkWriter, PipedWriter):
        monkeypatch.setattr(writer, "is_alone", False)
    run(store, settings, [path])
    assert asked == [True]
    assert snapshot(store) == beside


def test_a_second_source_is_linked_first(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = add_loader(tmp_path / "l", YAML, CODE, "things")
    add_loader(folder, YAML.replace("things", "more"), CODE.replace("things", "more"), "more")
    settings = with_loaders(store, folder)
    monkeypatch.setattr(publish, "BULK_FROM", 1)
    row = ("Korova Tek Ltd", "", "1", "7", "ru", "Zhenlin Dis")
    run(store, settings, [write_csv(tmp_path / "things.csv", [row], HEADER)])
    row = ("Another Name", "", "", "7", "ru", "Zhenlin Dis GmbH")
    run(store, settings, [write_csv(tmp_path / "more.csv", [row], HEADER)])
    firms = store.read("MATCH (e:Firm) RETURN e.id AS id ORDER BY id")
    assert [firm["id"] for firm in firms] == ["aa:1", "firm:zhenlin-dis"]


def test_statements_are_given_as_far_as_asked_for() -> None:
    statements = Ordered(
        iter([{"subject": s, "n": n} for n, s in enumerate("aabcc")]), lambda s: s["subject"]
    )
    assert [s["n"] for s in statements.up_to("a")] == [0, 1]
    assert [s["n"] for s in statements.up_to("aa")] == []
    assert [s["n"] for s in statements.up_to("b")] == [2]
    assert [s["n"] for s in statements] == [3, 4]
    assert list(statements) == []
