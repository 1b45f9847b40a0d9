"""A load that is killed leaves the graph as it was, or is finished by the next load."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from aigeo.config import Settings
from aigeo.errors import StoreError
from aigeo.load import recover, run
from aigeo.load.publish import Publication
from aigeo.store import Store, open_store
from tests.conftest import environment
from tests.load.sources import ROWS, Firms, add_loader, snapshot, write_csv

MANY = tuple((f"Firm {n}", "China", "2000", f"Firm {n + 1}", "2010") for n in range(300))
LOAD = """
import os, sys
from pathlib import Path
from aigeo.config import Settings
from aigeo.load import run
from aigeo.store import open_store

def progress(step, done, total):
    if step == os.environ["STOP_STEP"] and done >= int(os.environ["STOP_AT"]):
        print("reached", flush=True)
        os.kill(os.getpid(), 9)

settings = Settings.from_env()
with open_store(settings) as store:
    run(store, settings, [sys.argv[1]], force="test", progress=progress)
"""


class Killed(Exception):
    """Stands for the end of the process."""


def cut_off(firms: Firms, rows: tuple[tuple[str, ...], ...], at: int) -> None:
    """Load rows in batches of one and stop dead after `at` statements."""
    firms.settings = replace(firms.settings, batch=1)
    firms.store.settings = replace(firms.store.settings, batch=1)

    def progress(step: str, done: int, total: int) -> None:
        if step != "reading" and done >= at:
            raise Killed

    try:
        with pytest.raises(Killed):
            firms.load(rows, progress=progress, force="test")
    finally:
        firms.settings = replace(firms.settings, batch=5000)
        firms.store.settings = replace(firms.store.settings, batch=5000)


NEXT = (
    *ROWS[:2],
    ("TSMC", "Taiwan", "1988", "Nvidia", "2001"),
    ("SMIC", "China", "", "Huawei", ""),
)


@pytest.mark.parametrize("at", [1, 2, 5, 8, 11])
def test_a_cut_off_load_is_undone(store: Store, tmp_path: Path, at: int) -> None:
    firms = Firms(store, tmp_path)
    firms.load(ROWS)
    before = snapshot(store)
    cut_off(firms, NEXT, at)
    assert snapshot(store) != before
    assert recover(store) == ["firms"]
    assert snapshot(store) == before


@pytest.mark.parametrize("at", [1, 3, 7])
def test_a_cut_off_first_load_leaves_an_empty_graph(store: Store, tmp_path: Path, at: int) -> None:
    before = snapshot(store)
    firms = Firms(store, tmp_path)
    cut_off(firms, ROWS, at)
    recover(store)
    assert snapshot(store) == before


@pytest.mark.parametrize("at", [1, 4, 9])
def test_the_same_load_again_finishes_what_was_cut_off(
    store: Store, tmp_path: Path, at: int
) -> None:
    firms = Firms(store, tmp_path)
    firms.load(NEXT)
    whole = snapshot(store)
    firms.load(ROWS, force="test")
    cut_off(firms, NEXT, at)
    firms.load(NEXT, force="test")
    after = snapshot(store)
    assert without_history(after) == without_history(whole)
    assert recover(store) == []
    assert snapshot(store) == after


def without_history(picture: dict[str, list[str]]) -> dict[str, list[str]]:
    gone = [node for node in picture["nodes"] if "('last_seen'" in node]
    ids = {node.split("('id', '")[1].split("'")[0] for node in gone}
    return {
        "nodes": [node for node in picture["nodes"] if node not in gone],
        "edges": [e for e in picture["edges"] if not any(i in e for i in ids)],
    }


def test_a_running_load_of_another_process_is_left_alone(store: Store, tmp_path: Path) -> None:
    firms = Firms(store, tmp_path)
    seen: list[list[str]] = []
    path = write_csv(tmp_path / "firms.csv", ROWS)
    run(
        store, firms.settings, [path],
        progress=lambda step, done, total: seen.append(recover(store)) if done else None,
    )  # fmt: skip
    assert seen and not any(seen)
    assert len(store.read("MATCH (n:Firm) RETURN n")) == 6


@pytest.mark.parametrize("stop_at", [400, 1200])
def test_a_killed_process_leaves_the_graph_as_it_was(
    store: Store, tmp_path: Path, stop_at: int
) -> None:
    """The process dies by SIGKILL; on the embedded engine it takes the engine with it."""
    firms = Firms(store, tmp_path / "a")
    home = tmp_path / "home"
    settings = (
        replace(store.settings, extra_loaders=firms.settings.extra_loaders)
        if store.engine == "neo4j"
        else replace(store.settings, home=home, extra_loaders=firms.settings.extra_loaders)
    )
    first = write_csv(tmp_path / "a" / "firms.csv", ROWS)
    with open_store(settings) as opened:
        run(opened, settings, [first])
        before = snapshot(opened)
    path = write_csv(tmp_path / "b" / "firms.csv", MANY)
    child = subprocess.run(
        [sys.executable, "-c", LOAD, path],
        env={
            **os.environ, **environment(settings), "AIGEO_BATCH": "100",
            "AIGEO_LOADERS": str(settings.extra_loaders[0]),
            "STOP_STEP": "publishing", "STOP_AT": str(stop_at),
        },
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert (child.returncode, child.stdout) == (-signal.SIGKILL, "reached\n"), child.stderr
    with open_store(settings) as opened:
        assert snapshot(opened) != before
        recover(opened)
        assert snapshot(opened) == before
        report = run(opened, settings, [path], force="test")[0]
        assert report.added == 1200  # 300 rows: two entities, two relations; China is as it was


FULL = """
import resource, signal, sys
from aigeo.config import Settings
from aigeo.errors import StoreError
from aigeo.load import run
from aigeo.store import open_store

settings = Settings.from_env()
with open_store(settings) as store:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        run(store, settings, [sys.argv[1]], force="test")
    except StoreError as error:
        print(error, "|", error.hint)
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
"""


def test_no_room_for_staging_is_one_clear_error(tmp_path: Path) -> None:
    """A limit on file size stands for a full disk: writes fail half-way in the same manner."""
    folder = add_loader(tmp_path / "loaders")
    settings = Settings(home=tmp_path / "home", cache=tmp_path, extra_loaders=(folder,))
    path = write_csv(tmp_path / "firms.csv", ROWS)
    with open_store(settings) as opened:
        run(opened, settings, [path])
        before = snapshot(opened)
    rows = [(f"Firm {n}", "China", "2000", f"Firm {n + 1}", "2010") for n in range(5000)]
    child = subprocess.run(
        [sys.executable, "-c", FULL, write_csv(tmp_path / "b" / "firms.csv", rows)],
        env={**os.environ, **environment(settings), "AIGEO_LOADERS": str(folder)},
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert child.returncode == 0, child.stderr
    assert "cannot be staged" in child.stdout
    assert "disk has room" in child.stdout
    with open_store(settings) as opened:
        assert recover(opened) == []
        assert snapshot(opened) == before


def test_an_error_in_the_middle_is_undone_by_the_next_command(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    firms = Firms(store, tmp_path)
    firms.load(ROWS)
    before = snapshot(store)

    def fail(*_: object) -> None:
        time.sleep(0)
        raise StoreError("the disk is full")

    monkeypatch.setattr(Publication, "_withdraw", fail)
    with pytest.raises(StoreError):
        firms.load(NEXT, force="test")
    recover(store)
    assert snapshot(store) == before
