"""The embedded engine: ArcadeDB in this process, shared with others over Bolt.

One process at a time holds the data folder. It writes an address file that only the user can
read; other processes connect through it, and when the holder ends, the next one that needs the
engine starts it. See docs/decisions/0003-embedded-engine.md.
"""

from __future__ import annotations

import atexit
import json
import os
import secrets
import shutil
import socket
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from aigeo.errors import StoreError
from aigeo.store.private import make_private, write_private

DATABASE = "aigeo"
USER = "root"
OPTIONS = "ARCADEDB_NATIVE_ISOLATE_ARGS"
"""Variable with options of the engine's own run-time system."""
PAGES = "arcadedb.maxPageRAM"
PAGES_MIB = 256
"""Memory for pages of the graph's files, which otherwise grows with the graph; the system keeps
files in what memory is left. Whoever names the option in the variable sets another."""
HEAP = "-Xms512m -Xmn256m"
"""Memory for what the engine needs for a moment. Left alone it takes a fifth of that, and three
times as often looks for what it still needs: in all a tenth of the time of a load."""
HEAP_FROM = 4 << 30
"""Bytes of memory from which on a machine has that to spare."""
WAIT_SECONDS = 15.0
"""How long a process waits for one that holds the folder to answer or to let it go."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a running embedded engine answers."""

    uri: str
    user: str
    password: str
    pid: int


class Engine:
    """A data folder and, where this process holds it, the running server."""

    def __init__(self, home: Path) -> None:
        self._root = home / "graph"
        self._address_file = home / "engine.json"
        self._lock = FileLock(home / "engine.lock", thread_local=False)
        self._server: Any = None
        make_private(home)

    @property
    def hosting(self) -> bool:
        """Whether the server runs in this process."""
        return self._server is not None

    def database(self) -> Any:
        """Give the engine's own handle of the graph; only where it runs in this process."""
        return self._server.get_database(DATABASE)

    def open(self) -> Address:
        """Start the engine, or find the process that runs it.

        Raises StoreError when the folder is held by a process that does not answer.
        """
        deadline = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                pass
            else:
                return self._start()
            address = self.shared_address()
            if address is not None and _answers(address.uri):
                return address
            if time.monotonic() > deadline:
                raise StoreError(
                    f"the data folder {self._root.parent} is locked by another process"
                    + (f" (pid {address.pid})" if address else "")
                    + " that does not answer",
                    hint="end that process, or set AIGEO_HOME to another folder",
                )
            time.sleep(0.05)

    def shared_address(self) -> Address | None:
        """Give the address that the holder of the folder wrote, or None."""
        try:
            return Address(**json.loads(self._address_file.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None  # not written yet, or written by half: the caller waits

    def close(self) -> None:
        """Stop the server if it runs here, and let the folder go."""
        if self._server is None:
            return
        server, self._server = self._server, None
        atexit.unregister(self.close)
        self._address_file.unlink(missing_ok=True)
        try:
            server.stop()
        finally:
            self._lock.release()

    def _start(self) -> Address:
        try:
            address = self._start_server()
        except BaseException:
            self._lock.release()
            raise
        atexit.register(self.close)
        return address

    def _start_server(self) -> Address:
        # All are read when the engine's library is first loaded; as a setting of the server the
        # limit of pages is not heeded.
        os.environ[OPTIONS] = with_room(os.environ.get(OPTIONS, ""), _memory())
        os.environ["ARCADEDB_LOG_CONSOLE"] = "0"
        os.environ["ARCADEDB_LOG_DIR"] = str(self._root / "log")
        (self._root / "log").mkdir(parents=True, exist_ok=True)
        # The engine keeps the first root password it is given; a new one needs a clean folder.
        shutil.rmtree(self._root / "config", ignore_errors=True)
        from arcadedb import ArcadeDBError, create_server

        password = secrets.token_urlsafe(24)
        bolt, http = _free_port(), _free_port()
        server = create_server(
            str(self._root),
            root_password=password,
            config={
                "host": "127.0.0.1",
                "http_port": http,
                "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
                "bolt_port": bolt,
                "bolt_host": "127.0.0.1",
            },
        )
        try:
            server.start()
            if not (self._root / "databases" / DATABASE).exists():
                server.create_database(DATABASE)
        except ArcadeDBError as error:
            raise StoreError(
                f"the embedded engine cannot open {self._root}: {error}",
                hint="check that the disk has room and that the folder is yours",
            ) from error
        self._server = server
        address = Address(f"bolt://127.0.0.1:{bolt}", USER, password, os.getpid())
        write_private(self._address_file, json.dumps(_as_dict(address)))
        return address


def _as_dict(address: Address) -> dict[str, str | int]:
    return {
        "uri": address.uri,
        "user": address.user,
        "password": address.password,
        "pid": address.pid,
    }


def with_room(options: str, memory: int) -> str:
    """Say how much memory the engine may take, where nobody has, by the bytes of the machine's."""
    if PAGES not in options:
        options = f"{options} -D{PAGES}={PAGES_MIB}"
    if "-Xm" not in options and memory >= HEAP_FROM:
        options = f"{options} {HEAP}"
    return options.strip()


def _memory() -> int:
    """Give the bytes of memory of this machine, 0 where the system does not tell."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(uri: str) -> bool:
    host, port = uri.removeprefix("bolt://").rsplit(":", 1)
    try:
        with socket.create_connection((host, int(port)), timeout=1):
            return True
    except OSError:
        return False
