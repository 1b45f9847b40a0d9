"""First loads through the embedded engine's batch API: the same graph, however they end."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from string import ascii_lowercase
from typing import Any

import pytest

from aigeo.config import Settings
from aigeo.errors import StoreError
from aigeo.load import alone, bulk, publish, recover, run
from aigeo.load.alone import Met
from aigeo.load.bulk import BulkWriter, Ready
from aigeo.store import Store, open_store
from tests.conftest import environment
from tests.load.sources import CODE, ROWS, Firms, add_loader, snapshot, write_csv

# Unlike names: which of many alike are compared depends on what was there when they came.
_CHANCE = random.Random(1)
NAMES = ["".join(_CHANCE.choices(ascii_lowercase, k=9)).title() for _ in range(151)]
# Every firm is told of by several rows, a fact by two, and Nvidia by the other source too.
MANY = (
    *ROWS,
    *(
        (NAMES[n % 150], "China", "2000", NAMES[(n * 7) % 150 + 1], f"20{n % 7 + 10}")
        for n in range(400)
    ),
)  # fmt: skip
# Alike ones leave pairs to judge.
ALIKE = tuple(
    (
        f"Firm {n % 150} Holdings",
        "China",
        "2000",
        f"Firm {n * (7 + n // 150) % 150 + 1} Holdings",
        "",
    )
    for n in range(450)
)
KILLED = """
import os, sys, threading, time
from aigeo.config import Settings
from aigeo.load import publish, run
from aigeo.store import open_store
from aigeo.store.bulk import Bulk

publish.BULK_FROM = 1
method, at = os.environ["STOP_IN"], int(os.environ["STOP_AT"])
wait = float(os.environ["STOP_AFTER"])
whole = getattr(Bulk, method)
calls = 0

def stop():
    time.sleep(wait)
    os.kill(os.getpid(), 9)

def cut(self, *arguments):
    global calls
    calls += 1
    if calls == at:
        threading.Thread(target=stop).start()
    return whole(self, *arguments)

setattr(Bulk, method, cut)
settings = Settings.from_env()
with open_store(settings) as store:
    run(store, settings, [sys.argv[1]])
"""


@pytest.mark.parametrize(
    ("rows", "others", "remembered"),
    [(MANY, False, 10**6), (MANY, True, 10**6), (ALIKE, False, 10**6), (MANY, False, 100)],
    ids=["", "others", "alike", "forgetful"],
)
def test_the_batch_api_writes_the_same_graph(
    embedded: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    rows: tuple[tuple[str, ...], ...],
    others: bool,
    remembered: int,
) -> None:
    pictures = []
    monkeypatch.setattr(alone, "REMEMBERED", remembered)
    monkeypatch.setattr(bulk, "BEGIN_WITH", 50)
    for threshold in (10**9, 1):
        monkeypatch.setattr(publish, "BULK_FROM", threshold)
        home = tmp_path / str(threshold)
        settings = replace(
            embedded.settings, home=home, batch=300, extra_loaders=(add_loader(tmp_path / "l"),)
        )
        other = add_loader(tmp_path / "o", name="more", yaml=OTHER, code=OTHER_CODE)
        settings = replace(settings, extra_loaders=(*settings.extra_loaders, other))
        with open_store(settings) as store:
            if others:
                run(store, settings, [write_csv(tmp_path / "more.csv", MANY[:60])])
            (report,) = run(store, settings, [write_csv(tmp_path / "firms.csv", rows)])
            assert report.added > 400
            assert bool(store.read("MATCH (p:CandidatePair) RETURN p.id")) == (rows == ALIKE)
            pictures.append(snapshot(store))
            both_ways(store)
            (again,) = run(store, settings, [str(tmp_path / "firms.csv")])
            assert again.unchanged
            (less,) = run(
                store, settings, [write_csv(tmp_path / "firms.csv", rows[: len(rows) * 3 // 4])]
            )
            assert less.withdrawn
            pictures.append(snapshot(store))
            both_ways(store)
    assert pictures[0] == pictures[2]
    assert pictures[1] == pictures[3]


OTHER = """
name: more
title: More firms
files:
  - name: more.csv
    required: [Firm, Country]
"""
OTHER_CODE = CODE.replace("firms.csv", "more.csv")


def both_ways(store: Store) -> None:
    """Check that both ends of every edge know it."""
    out = store.read("MATCH (a)-[r]->(b) RETURN count(r) AS n")
    back = store.read("MATCH (n) MATCH (n)<-[r]-(m) RETURN count(r) AS n")
    assert out == back


@pytest.mark.parametrize(
    ("method", "at", "wait", "rows", "others"),
    [
        ("create_nodes", 1, 0.02, MANY, True), ("create_nodes", 2, 0.01, MANY, True),
        ("create_nodes", 2, 0.0, MANY, False), ("create_nodes", 3, 0.0, MANY, True),
        ("create_nodes", 3, 0.005, MANY, False), ("create_nodes", 4, 0.005, MANY, True),
        ("create_nodes", 4, 0.0, MANY, False), ("create_nodes", 5, 0.003, MANY, True),
        ("create_nodes", 6, 0.01, MANY, False), ("create_edges", 1, 0.0, MANY, False),
        ("create_edges", 1, 0.003, MANY, True), ("create_edges", 1, 0.01, MANY, False),
        ("create_edges", 2, 0.0, MANY, True), ("create_edges", 3, 0.02, MANY, True),
        ("create_edges", 4, 0.005, MANY, False), ("create_edges", 5, 0.0, MANY, False),
        ("create_nodes", 1, 0.005, ALIKE, True), ("create_nodes", 2, 0.0, ALIKE, True),
    ],
)  # fmt: skip
def test_a_batch_that_is_cut_off_is_undone_or_finished(
    tmp_path: Path,
    method: str,
    at: int,
    wait: float,
    rows: tuple[tuple[str, ...], ...],
    others: bool,
) -> None:
    folders = (
        add_loader(tmp_path / "l"),
        add_loader(tmp_path / "o", name="more", yaml=OTHER, code=OTHER_CODE),
    )
    settings = Settings(home=tmp_path / "home", cache=tmp_path, batch=300, extra_loaders=folders)
    other, path = write_csv(tmp_path / "more.csv", MANY[:60]), tmp_path / "firms.csv"
    write_csv(path, rows)
    with open_store(settings) as store:
        if others:
            run(store, settings, [other])
        before = snapshot(store)
    child = subprocess.run(
        [sys.executable, "-c", KILLED, str(path)],
        env={
            **os.environ, **environment(settings), "AIGEO_BATCH": "300",
            "AIGEO_LOADERS": os.pathsep.join(map(str, folders)),
            "STOP_IN": method, "STOP_AT": str(at), "STOP_AFTER": str(wait),
        },
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert child.returncode == -signal.SIGKILL, child.stderr
    with open_store(settings) as store:
        if at % 2:
            recover(store)
            assert snapshot(store) == before
            both_ways(store)
        run(store, settings, [str(path)])
        both_ways(store)
        finished = snapshot(store)
    with open_store(replace(settings, home=tmp_path / "whole")) as store:
        if others:
            run(store, settings, [other])
        run(store, settings, [str(path)])
        assert finished == snapshot(store)


@pytest.mark.parametrize("turn", [1, 2, 4])
def test_a_writer_in_between_is_seen(
    embedded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, turn: int
) -> None:
    """Another load adds statements of the same facts while the first load believes to be alone."""
    monkeypatch.setattr(publish, "BULK_FROM", 1)
    folders = (
        add_loader(tmp_path / "l"),
        add_loader(tmp_path / "o", name="more", yaml=OTHER, code=OTHER_CODE),
    )
    settings = replace(embedded.settings, batch=300, extra_loaders=folders)
    path = write_csv(tmp_path / "firms.csv", MANY)
    other = write_csv(tmp_path / "more.csv", MANY[:60])
    write = BulkWriter._write
    calls = 0

    def interrupted(self: BulkWriter, ready: Ready) -> None:
        nonlocal calls
        if self._source == "firms":
            calls += 1
            if calls == turn:
                run(store, settings, [other])
        write(self, ready)

    monkeypatch.setattr(BulkWriter, "_write", interrupted)
    with open_store(replace(settings, home=tmp_path / "one")) as store:
        run(store, settings, [path])
        both_ways(store)
        picture = snapshot(store)
    assert calls >= turn
    with open_store(replace(settings, home=tmp_path / "two")) as store:
        calls = turn
        run(store, settings, [other])
        run(store, settings, [path])
        assert picture["edges"] == snapshot(store)["edges"]


def test_what_writing_raises_reaches_the_caller_and_is_made_up_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "BULK_FROM", 1)
    path = write_csv(tmp_path / "firms.csv", MANY)
    settings = Settings(
        home=tmp_path / "one",
        cache=tmp_path,
        batch=300,
        extra_loaders=(add_loader(tmp_path / "l"),),
    )
    with open_store(settings) as store:
        with monkeypatch.context() as patch:
            calls: list[int] = []
            write = BulkWriter._create_edges

            def fail(*arguments: Any) -> None:
                calls.append(1)
                if len(calls) == 3:
                    raise StoreError("the disk is full")
                write(*arguments)

            patch.setattr(BulkWriter, "_create_edges", fail)
            with pytest.raises(StoreError, match="disk is full"):
                run(store, settings, [path])
        run(store, settings, [path])
        finished = snapshot(store)
    with open_store(replace(settings, home=tmp_path / "two")) as store:
        run(store, settings, [path])
        assert finished == snapshot(store)


def test_the_filter_never_forgets_and_seldom_errs() -> None:
    met = Met()
    met.add(f"f:{n}" for n in range(20_000))
    assert met.which(f"f:{n}" for n in range(20_000)) == {f"f:{n}" for n in range(20_000)}
    assert len(met.which(f"g:{n}" for n in range(20_000))) < 100


def test_the_batch_api_is_asked_from_a_thousand_statements_on(
    embedded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    used: list[int] = []
    add = BulkWriter.add
    monkeypatch.setattr(
        BulkWriter, "add", lambda self, batch: (used.append(len(batch)), add(self, batch))
    )
    firms = Firms(embedded, tmp_path)
    firms.load(ROWS)
    assert not used
    firms.load(MANY, force="test")
    assert not used  # the source has a history
