"""How the tests come by a Neo4j: the server given, else Docker, else the jars; never none."""

from __future__ import annotations

from pathlib import Path

import pytest

from aigeo import neo4j_server
from aigeo.errors import StoreError
from aigeo.neo4j_server import ServerInfo
from tests import servers
from tests.servers import Address, neo4j_for_tests

INFO = ServerInfo("bolt://127.0.0.1:5", "neo4j", "secret", 1, "http://127.0.0.1:6", 0.0)


def fake_docker(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Path:
    """Put a `docker` on PATH that notes its arguments and runs `script`; give the notes' path."""
    notes = folder / "notes"
    program = folder / "docker"
    program.write_text(f'#!/bin/bash\necho "$@" >> {notes}\n{script}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return notes


@pytest.fixture
def jars(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Replace the server of the jars; give the list of what was done with it."""
    calls: list[str] = []

    def start(*_: object, **__: object) -> ServerInfo:
        calls.append("start")
        return INFO

    monkeypatch.setattr(neo4j_server, "start", start)
    monkeypatch.setattr(neo4j_server, "stop", lambda _: calls.append("stop"))
    return calls


def test_given_server(tmp_path: Path, jars: list[str]) -> None:
    env = {"AIGEO_TEST_NEO4J_URI": "bolt://db:7687", "AIGEO_TEST_NEO4J_PASSWORD": "pw"}
    with neo4j_for_tests(tmp_path, env) as address:
        assert address == Address("bolt://db:7687", "neo4j", "pw")
    assert jars == []


def test_docker_client_without_an_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jars: list[str]
) -> None:
    fake_docker(tmp_path, monkeypatch, "echo 'Cannot connect to the Docker daemon' >&2; exit 1")
    with neo4j_for_tests(tmp_path, {}) as address:
        assert address.uri == INFO.uri
        assert jars == ["start"]
    assert jars == ["start", "stop"]


def test_docker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jars: list[str]) -> None:
    answers = "case $1 in info) echo 28;; run) echo c0ffee;; port) echo 127.0.0.1:40001;; esac"
    notes = fake_docker(tmp_path, monkeypatch, answers)
    monkeypatch.setattr(servers, "_wait", lambda *_: None)
    with neo4j_for_tests(tmp_path, {}) as address:
        assert (address.uri, address.user) == ("bolt://127.0.0.1:40001", "neo4j")
        assert f"NEO4J_AUTH=neo4j/{address.password}" in notes.read_text()
    assert notes.read_text().splitlines()[-1] == "rm --force --volumes c0ffee"
    assert jars == []


def test_image_that_cannot_be_pulled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jars: list[str]
) -> None:
    fake_docker(tmp_path, monkeypatch, "[ $1 = info ] && echo 28 || { echo denied >&2; exit 1; }")
    with neo4j_for_tests(tmp_path, {}) as address:
        assert address.uri == INFO.uri


def test_none_to_be_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_docker(tmp_path, monkeypatch, "[ $1 = info ] && echo 28 || { echo denied >&2; exit 1; }")

    def start(*_: object, **__: object) -> ServerInfo:
        raise StoreError("no jars today", hint="come back")

    monkeypatch.setattr(neo4j_server, "start", start)
    with (
        pytest.raises(RuntimeError, match=r"Docker: .*denied; jars: no jars today \(come back\)"),
        neo4j_for_tests(tmp_path, {}),
    ):
        pass
