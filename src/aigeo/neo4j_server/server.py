"""Starting, finding and stopping the server."""

from __future__ import annotations

import os
import secrets
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import neo4j
import psutil
from filelock import FileLock, Timeout
from neo4j import exceptions as bolt

from aigeo.config import Settings
from aigeo.errors import StoreError
from aigeo.neo4j_server.address import ServerInfo, forget_info, read_info, write_info
from aigeo.neo4j_server.configuration import (
    HOST,
    Limits,
    admin_command,
    configuration,
    server_command,
)
from aigeo.neo4j_server.fetch import Progress, fetch_jars
from aigeo.neo4j_server.java import find_java
from aigeo.neo4j_server.ports import answers, choose_port
from aigeo.store.private import write_private

USER = "neo4j"
BOLT_PORT, HTTP_PORT = 7687, 7474
START_SECONDS = 180.0
STOP_SECONDS = 60.0
CONSOLE = Path("logs", "console.log")
KEPT_VARIABLES = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "SYSTEMROOT")
"""All of the environment that the server gets: its own settings variables and secrets stay out."""

_STARTED_HERE: list[psutil.Popen] = []
"""Kept so that Python does not warn about a child that is meant to outlive its parent."""

Report = Callable[[str], None]


def start(
    home: Path | None = None,
    *,
    cache: Path | None = None,
    bolt_port: int | None = None,
    http_port: int | None = None,
    limits: Limits | None = None,
    timeout: float = START_SECONDS,
    report: Report = lambda _: None,
    progress: Progress | None = None,
) -> ServerInfo:
    """Start the server of `home` (default: `neo4j` in AIGEO_HOME), or find it running.

    Returns when Bolt answers. A port of None means Neo4j's usual one if free, else any free one;
    0 means any free one. `report` gets one line for each stage, `progress` the bytes fetched.
    Raises ConfigError without a usable Java, StoreError when the jars cannot be fetched, a given
    port is in use, or the server does not answer within `timeout` seconds.
    """
    settings = Settings.from_env()
    home = (home or settings.home / "neo4j").absolute()
    make_private(home)
    deadline = time.monotonic() + timeout
    with locked(home, timeout):
        info = status(home)
        if info is None:
            java = find_java().program
            bolt_port = choose_port(bolt_port, BOLT_PORT)
            http_port = choose_port(http_port, HTTP_PORT)
            report("checking Neo4j's files")
            jars = fetch_jars(cache or settings.cache, progress=progress)
            limits = limits or Limits()
            (home / "conf" / "neo4j.conf").write_text(
                configuration(bolt_port, http_port, limits), "utf-8"
            )
            variables = environment(home, jars)
            password = first_password(home, java, variables)
            report("starting Neo4j")
            deadline = time.monotonic() + timeout  # a first download has its own limits
            process = _spawn(server_command(java, home, limits), home, variables)
            info = ServerInfo(
                uri=f"bolt://{HOST}:{bolt_port}",
                user=USER,
                password=password,
                pid=process.pid,
                http=f"http://{HOST}:{http_port}",
                started=process.create_time(),
            )
            write_info(home, info)
        _wait_until_it_answers(info, home, deadline)
    return info


def status(home: Path | None = None) -> ServerInfo | None:
    """Give the server of `home` if its process runs, else None."""
    info = read_info(home or Settings.from_env().home / "neo4j")
    return info if info is not None and info.process() is not None else None


def stop(home: Path | None = None, *, timeout: float = STOP_SECONDS) -> bool:
    """Stop the server of `home`; False when none was running.

    The server is asked to close its files; one that has not done so after `timeout` seconds is
    killed, from which Neo4j recovers at its next start.
    """
    home = (home or Settings.from_env().home / "neo4j").absolute()
    info = status(home)
    process = info.process() if info is not None else None
    if process is not None:
        process.terminate()
        try:
            process.wait(timeout)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait(timeout)
    forget_info(home)
    return process is not None


def console_tail(home: Path, lines: int = 12) -> str:
    """Give the last lines of what the server printed."""
    try:
        text = (home / CONSOLE).read_text("utf-8", errors="replace")
    except FileNotFoundError:
        return ""
    return "\n".join(text.splitlines()[-lines:])


def make_private(home: Path) -> None:
    """Make the folders of a server, for this user alone. Raises StoreError."""
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name in ("conf", "logs", "data", "run", "plugins", "import"):
            (home / name).mkdir(exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"the folder {home} for Neo4j cannot be made: {error.strerror}",
            hint="set AIGEO_HOME to a folder that you can write",
        ) from error


@contextmanager
def locked(home: Path, timeout: float) -> Iterator[None]:
    """Hold the folder of a server. Raises StoreError when another process holds it."""
    lock = FileLock(home / "start.lock")
    try:
        lock.acquire(timeout=timeout)
    except Timeout as error:
        raise StoreError(
            f"another process has been starting Neo4j in {home} for {timeout:.0f} s",
            hint="see logs/console.log there, or run: aigeo neo4j stop",
        ) from error
    try:
        yield
    finally:
        lock.release()


def environment(home: Path, jars: list[Path]) -> dict[str, str]:
    """Give the environment in which the programs of Neo4j run."""
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    return kept | {
        # As Neo4j's own launcher does: a plugin such as APOC has parts that are found there alone.
        "CLASSPATH": os.pathsep.join(map(str, [*jars, *sorted((home / "plugins").glob("*.jar"))])),
        "NEO4J_HOME": str(home),
        "NEO4J_CONF": str(home / "conf"),
    }


def first_password(home: Path, java: Path, variables: dict[str, str]) -> str:
    """Give the password of the server in `home`, which its first start makes."""
    kept = home / "password"
    if kept.exists():
        return kept.read_text("utf-8").strip()
    if (home / "data" / "databases").exists():
        raise StoreError(
            f"{kept} is missing, so nobody can log in to the data in {home}",
            hint="put the file back, or move the folder away to begin with an empty server",
        )
    password = secrets.token_hex(20)
    # Handed over in a file: a command line can be read by every user of the machine.
    arguments = home / "run" / "set-initial-password"
    write_private(arguments, password)
    try:
        subprocess.run(
            admin_command(java, "dbms", "set-initial-password", f"@{arguments}"),
            env=variables,
            cwd=home,
            check=True,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=START_SECONDS,
        )
    except subprocess.CalledProcessError as error:
        raise StoreError(f"Neo4j refused its first password: {error.stderr.strip()}") from error
    finally:
        arguments.unlink()
    write_private(kept, password)
    return password


def _spawn(command: list[str], home: Path, environment: dict[str, str]) -> psutil.Popen:
    with (home / CONSOLE).open("wb") as console:
        process = psutil.Popen(
            command,
            cwd=home,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=console,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C in this terminal is not meant for the server
        )
    _STARTED_HERE.append(process)
    return process


def _wait_until_it_answers(info: ServerInfo, home: Path, deadline: float) -> None:
    while not answers(info.uri):
        if info.process() is None:
            forget_info(home)
            raise StoreError(
                f"Neo4j ended while starting: {console_tail(home)}",
                hint=f"see {home / CONSOLE}",
            )
        if time.monotonic() > deadline:
            stop(home)
            raise StoreError(
                f"Neo4j did not answer at {info.uri} in time and was stopped",
                hint=f"see {home / CONSOLE}",
            )
        time.sleep(0.1)
    with neo4j.GraphDatabase.driver(info.uri, auth=(info.user, info.password)) as driver:
        try:
            driver.verify_connectivity()
        except (bolt.Neo4jError, bolt.DriverError) as error:
            raise StoreError(
                f"Neo4j runs at {info.uri} but refuses: {error}", hint=f"see {home / CONSOLE}"
            ) from error
