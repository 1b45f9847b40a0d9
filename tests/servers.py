"""A Neo4j server for the tests: the one given, else Docker, else the jars of Maven Central."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from aigeo import neo4j_server
from aigeo.config import Settings
from aigeo.errors import AigeoError

IMAGE = "neo4j:5.26-community"
DOCKER_SECONDS = 180.0


@dataclass(frozen=True)
class Address:
    """Where a test server answers."""

    uri: str
    user: str
    password: str


@contextmanager
def neo4j_for_tests(folder: Path, env: Mapping[str, str] | None = None) -> Iterator[Address]:
    """Give a Neo4j server whose data may be wiped; stop it afterwards if it was started here.

    Raises RuntimeError that says what was tried when none can be had: tests then fail.
    """
    env = os.environ if env is None else env
    if env.get("AIGEO_TEST_NEO4J_URI"):
        yield Address(
            env["AIGEO_TEST_NEO4J_URI"],
            env.get("AIGEO_TEST_NEO4J_USER") or "neo4j",
            env.get("AIGEO_TEST_NEO4J_PASSWORD") or "",
        )
        return
    tried = []
    if docker_answers():
        try:
            container, address = start_container()
        except (subprocess.SubprocessError, TimeoutError) as error:
            tried.append(f"Docker: {error} {getattr(error, 'stderr', '') or ''}".strip())
        else:
            try:
                yield address
            finally:
                _docker("rm", "--force", "--volumes", container)
            return
    try:
        info = neo4j_server.start(
            folder,
            cache=Settings.from_env(env).cache,
            bolt_port=0,
            http_port=0,
            limits=neo4j_server.Limits(heap="768m", page_cache="64m"),
        )
    except AigeoError as error:
        tried.append(f"jars: {error} ({error.hint})")
        raise RuntimeError(
            "no Neo4j for the tests; set AIGEO_TEST_NEO4J_URI. Tried: " + "; ".join(tried)
        ) from error
    with _stopped_even_if_killed(folder):
        try:
            yield Address(info.uri, info.user, info.password)
        finally:
            neo4j_server.stop(folder)


@contextmanager
def _stopped_even_if_killed(folder: Path) -> Iterator[None]:
    """Have a second process stop the server when this one ends without doing so."""
    code = (
        "import sys; from pathlib import Path; from aigeo import neo4j_server; "
        "sys.stdin.read(); neo4j_server.stop(Path(sys.argv[1]))"
    )
    # Its standard input ends when this process does, however that comes about.
    with subprocess.Popen(
        [sys.executable, "-c", code, str(folder)], stdin=subprocess.PIPE, start_new_session=True
    ):
        yield


def docker_answers() -> bool:
    """Say whether a Docker engine, not the client alone, answers."""
    try:
        return bool(_docker("info", "--format", "{{.ServerVersion}}"))
    except (OSError, subprocess.SubprocessError):
        return False


def start_container() -> tuple[str, Address]:
    """Start Neo4j in Docker on a free loopback port; give the container's id and the address."""
    password = secrets.token_hex(20)
    container = _docker(
        "run", "--detach", "--publish", "127.0.0.1::7687",
        "--env", f"NEO4J_AUTH=neo4j/{password}",
        "--env", "NEO4J_server_memory_heap_max__size=768m",
        IMAGE, timeout=600,
    )  # fmt: skip
    try:
        port = _docker("port", container, "7687/tcp").splitlines()[0].rpartition(":")[2]
        address = Address(f"bolt://127.0.0.1:{port}", "neo4j", password)
        _wait(address, DOCKER_SECONDS)
    except BaseException:
        _docker("rm", "--force", "--volumes", container)
        raise
    return container, address


def _wait(address: Address, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    with neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver:
        while True:
            try:
                return driver.verify_connectivity()
            except (DriverError, Neo4jError) as error:
                if time.monotonic() > deadline:
                    raise TimeoutError(f"{address.uri} does not answer: {error}") from error
                time.sleep(0.5)


def _docker(*arguments: str, timeout: float = 60) -> str:
    done = subprocess.run(
        ["docker", *arguments],
        check=True, capture_output=True, text=True, timeout=timeout, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return done.stdout.strip()
