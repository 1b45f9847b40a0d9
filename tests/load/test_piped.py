"""First loads into Neo4j, two transactions at a time: the same graph, however they end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from aigeo.config import Settings
from aigeo.errors import StoreError
from aigeo.load import graph, publish, recover, run
from aigeo.load.errands import Errands
from aigeo.load.piped import PipedWriter
from aigeo.store import Store
from aigeo.store.revision import revision
from tests.conftest import emptied, environment
from tests.load.sources import add_loader, snapshot, write_csv
from tests.load.test_bulk import MANY, OTHER, OTHER_CODE

KILLED = """
import os, sys, threading, time
from aigeo.config import Settings
from aigeo.load import publish, run
from aigeo.load.piped import PipedWriter
from aigeo.store import open_store

publish.BULK_FROM = 1
method, at = os.environ["STOP_IN"], int(os.environ["STOP_AT"])
whole = getattr(PipedWriter, method)
calls = 0

def cut(self, *arguments):
    global calls
    calls += 1
    if calls == at:
        time.sleep(float(os.environ["STOP_AFTER"]))
        os.kill(os.getpid(), 9)
    return whole(self, *arguments)

setattr(PipedWriter, method, cut)
settings = Settings.from_env()
with open_store(settings) as store:
    run(store, settings, [sys.argv[1]])
"""


@pytest.fixture
def settings(neo4j: Store, tmp_path: Path) -> Settings:
    """The settings of Neo4j with a source of firms and another that names the same ones."""
    folders = (
        add_loader(tmp_path / "l"),
        add_loader(tmp_path / "o", name="more", yaml=OTHER, code=OTHER_CODE),
    )
    return replace(neo4j.settings, batch=300, extra_loaders=folders)


@pytest.fixture
def small_batches(neo4j: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neo4j, "settings", replace(neo4j.settings, batch=300))


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("others", [False, True])
def test_two_at_a_time_write_the_same_graph(
    neo4j: Store,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    others: bool,
) -> None:
    pictures = []
    for threshold in (10**9, 1):
        monkeypatch.setattr(publish, "BULK_FROM", threshold)
        emptied(neo4j)
        if others:
            run(neo4j, settings, [write_csv(tmp_path / "more.csv", MANY[:60])])
        (report,) = run(neo4j, settings, [write_csv(tmp_path / "firms.csv", MANY)])
        assert report.added > 800
        pictures.append(snapshot(neo4j))
        (less,) = run(neo4j, settings, [write_csv(tmp_path / "firms.csv", MANY[:300])])
        assert less.withdrawn
        pictures.append(snapshot(neo4j))
    assert pictures[0] == pictures[2]
    assert pictures[1] == pictures[3]


@pytest.mark.usefixtures("small_batches")
def test_a_writer_in_between_is_seen(
    neo4j: Store, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another load adds statements of the same facts while the first load believes to be alone."""
    monkeypatch.setattr(publish, "BULK_FROM", 1)
    path = write_csv(tmp_path / "firms.csv", MANY)
    other = write_csv(tmp_path / "more.csv", MANY[:60])
    project: Callable[..., None] = PipedWriter._project
    calls = 0

    def interrupted(self: PipedWriter, *arguments: Any) -> None:
        nonlocal calls
        calls += 1
        if calls == 1 and self._source == "firms":
            run(neo4j, settings, [other])
        project(self, *arguments)

    monkeypatch.setattr(PipedWriter, "_project", interrupted)
    run(neo4j, settings, [path])
    picture = snapshot(neo4j)
    assert calls > 1
    emptied(neo4j)
    run(neo4j, settings, [other])
    run(neo4j, settings, [path])
    assert picture["edges"] == snapshot(neo4j)["edges"]


@pytest.mark.parametrize(
    ("method", "at", "wait"),
    [
        ("_create", 1, 0.0), ("_create", 2, 0.05), ("_create", 3, 0.0), ("_create", 4, 0.3),
        ("_project", 1, 0.0), ("_project", 2, 0.3), ("_project", 3, 0.0), ("_project", 4, 0.05),
    ],
)  # fmt: skip
def test_a_load_that_is_cut_off_is_undone_or_finished(
    neo4j: Store, settings: Settings, tmp_path: Path, method: str, at: int, wait: float
) -> None:
    other, path = write_csv(tmp_path / "more.csv", MANY[:60]), tmp_path / "firms.csv"
    write_csv(path, MANY)
    run(neo4j, settings, [other])
    before = snapshot(neo4j)
    child = subprocess.run(
        [sys.executable, "-c", KILLED, str(path)],
        env={
            **os.environ, **environment(settings), "AIGEO_BATCH": "300",
            "AIGEO_LOADERS": os.pathsep.join(map(str, settings.extra_loaders)),
            "STOP_IN": method, "STOP_AT": str(at), "STOP_AFTER": str(wait),
        },
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert child.returncode == -signal.SIGKILL, child.stderr
    if at % 2:
        recover(neo4j)
        assert snapshot(neo4j) == before
    run(neo4j, settings, [str(path)])
    finished = snapshot(neo4j)
    emptied(neo4j)
    run(neo4j, settings, [other])
    run(neo4j, settings, [str(path)])
    assert finished == snapshot(neo4j)


@pytest.mark.usefixtures("small_batches")
def test_facts_that_fail_are_made_up_for(
    neo4j: Store, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "BULK_FROM", 1)
    path = write_csv(tmp_path / "firms.csv", MANY)
    with monkeypatch.context() as patch:
        calls: list[int] = []
        write = graph.write_relations

        def fail(*arguments: Any) -> None:
            calls.append(1)
            if len(calls) == 2:
                raise StoreError("the disk is full")
            write(*arguments)

        patch.setattr(graph, "write_relations", fail)
        with pytest.raises(StoreError, match="disk is full"):
            run(neo4j, settings, [path])
    run(neo4j, settings, [path])
    finished = snapshot(neo4j)
    emptied(neo4j)
    run(neo4j, settings, [path])
    assert finished == snapshot(neo4j)


def test_errands_are_done_in_order_and_none_after_a_failure() -> None:
    done: list[int] = []

    def fail() -> None:
        raise StoreError("no")

    with Errands(1) as errands:
        for n in range(5):
            errands.send(partial(done.append, n))
        errands.wait()
        assert done == [0, 1, 2, 3, 4]
        with pytest.raises(StoreError):
            errands.send(fail)
            errands.send(partial(done.append, 5))
            errands.wait()
    assert done == [0, 1, 2, 3, 4]


def test_the_revision_before_is_the_last_writers(neo4j: Store) -> None:
    _, one = neo4j.transact(lambda tx: graph.lock_since(tx, "a"))
    before, two = neo4j.transact(lambda tx: graph.lock_since(tx, "b"))
    assert (before, revision(neo4j.read)) == (one, two)
