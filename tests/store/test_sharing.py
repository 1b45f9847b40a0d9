"""The embedded engine: one holder of the folder, any number of guests."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from aigeo.config import Settings
from aigeo.errors import StoreError
from aigeo.store import engine, open_store
from tests.conftest import environment

HOLDER = """
import sys
from aigeo.config import Settings
from aigeo.store import open_store
with open_store(Settings.from_env()) as store:
    store.write("MERGE (n:Source {id: 'from-holder'})")
    print("open", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", cache=tmp_path / "cache")


def holder(settings: Settings) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", HOLDER],
        env={**os.environ, **environment(settings)},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    return child


def ids(store: object) -> list[str]:
    rows = store.read("MATCH (n:Source) RETURN n.id AS id ORDER BY id")  # type: ignore[attr-defined]
    return [row["id"] for row in rows]


def test_a_second_process_shares_the_running_engine(settings: Settings) -> None:
    child = holder(settings)
    try:
        with open_store(settings) as store:
            assert ids(store) == ["from-holder"]
            store.write("CREATE (:Source {id: 'from-guest'})")
            assert ids(store) == ["from-guest", "from-holder"]
    finally:
        child.communicate("\n", timeout=30)
    with open_store(settings) as store:
        assert ids(store) == ["from-guest", "from-holder"]


@pytest.mark.parametrize("how", ["ends", "is killed"])
def test_a_guest_goes_on_when_the_holder_ends(settings: Settings, how: str) -> None:
    child = holder(settings)
    with open_store(settings) as store:
        assert ids(store) == ["from-holder"]
        if how == "ends":
            child.communicate("\n", timeout=30)
        else:
            child.kill()
            child.wait(timeout=30)
        store.write("CREATE (:Source {id: 'after'})")
        assert ids(store) == ["after", "from-holder"]


def test_two_stores_in_one_process(settings: Settings) -> None:
    with open_store(settings) as first, open_store(settings) as second:
        first.write("CREATE (:Source {id: 'one'})")
        assert ids(second) == ["one"]


def test_the_address_file_is_private_and_goes_away(settings: Settings) -> None:
    path = settings.home / "engine.json"
    with open_store(settings):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert json.loads(path.read_text())["uri"].startswith("bolt://127.0.0.1:")
    assert not path.exists()


def test_a_locked_folder_is_told(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process holds the lock and does not answer."""
    monkeypatch.setattr(engine, "WAIT_SECONDS", 0.3)
    settings.home.mkdir()
    lock = "import sys\nfrom filelock import FileLock\nwith FileLock(sys.argv[1]):\n    print('held', flush=True); sys.stdin.readline()"  # noqa: E501
    with subprocess.Popen(
        [sys.executable, "-c", lock, str(settings.home / "engine.lock")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as child:  # fmt: skip
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        with pytest.raises(StoreError, match="locked by another process"):
            open_store(settings)
        child.communicate("\n", timeout=30)


def test_a_folder_of_a_newer_version_is_refused(settings: Settings) -> None:
    with open_store(settings) as store:
        store.write("MATCH (m:Meta {id: 'aigeo'}) SET m.schema_version = 999")
    with pytest.raises(StoreError, match="newer aigeo") as caught:
        open_store(settings)
    assert "upgrade" in str(caught.value.hint)


def test_a_home_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="cannot be made"):
        open_store(Settings(home=tmp_path / "file" / "home", cache=tmp_path))


def test_nothing_is_left_in_the_working_directory(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    script = "from aigeo.store import open_store\nwith open_store(): pass"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=empty, capture_output=True, text=True,
        env={**os.environ, **environment(settings)}, check=True,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("", "")
    assert list(empty.iterdir()) == []
