"""Starting and stopping a real server, and what stands in its way."""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import neo4j as driver
import pytest
from click.testing import CliRunner
from neo4j.exceptions import AuthError

from aigeo import neo4j_server
from aigeo.cli import main
from aigeo.config import Settings
from aigeo.errors import ConfigError, StoreError, UsageError
from aigeo.neo4j_server import Limits, ServerInfo
from aigeo.neo4j_server.address import read_info, write_info
from aigeo.neo4j_server.configuration import configuration
from aigeo.neo4j_server.server import environment

CACHE = Settings.from_env().cache
SMALL = Limits(heap="512m", page_cache="32m")


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A server's folder under AIGEO_HOME; what was started there is stopped."""
    folder = tmp_path / "home" / "neo4j"
    yield folder
    neo4j_server.stop(folder)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def count(info: ServerInfo) -> int:
    with driver.GraphDatabase.driver(info.uri, auth=(info.user, info.password)) as connection:
        return int(connection.execute_query("MATCH (n:Kept) RETURN count(n)").records[0][0])


@pytest.mark.neo4j
def test_life_of_a_server(home: Path) -> None:
    stages: list[str] = []
    info = neo4j_server.start(
        home, cache=CACHE, bolt_port=0, http_port=0, limits=SMALL, report=stages.append
    )
    assert stages[-1] == "starting Neo4j"
    assert neo4j_server.status(home) == info == neo4j_server.start(home)
    assert mode(home) == 0o700
    assert mode(home / "server.json") == mode(home / "password") == 0o600
    assert info.password not in repr(info)
    with driver.GraphDatabase.driver(info.uri, auth=(info.user, info.password)) as connection:
        connection.execute_query("CREATE (:Kept)")
        name, versions, edition = connection.execute_query(
            "CALL dbms.components() YIELD name, versions, edition RETURN *",
            result_transformer_=lambda result: result.single(strict=True),
        ).values("name", "versions", "edition")
        assert (name, versions[0][:5], edition) == ("Neo4j Kernel", "5.26.", "community")
    with (
        driver.GraphDatabase.driver(info.uri, auth=(info.user, "wrong")) as connection,
        pytest.raises(AuthError),
    ):
        connection.verify_connectivity()
    assert only_loopback(info.pid)

    assert neo4j_server.stop(home)
    assert neo4j_server.status(home) is None
    assert not (home / "server.json").exists()
    assert not neo4j_server.stop(home)

    again = neo4j_server.start(home, cache=CACHE, bolt_port=0, http_port=0, limits=SMALL)
    assert again.password == info.password
    assert count(again) == 1


def only_loopback(pid: int) -> bool:
    import psutil

    listening = [c for c in psutil.Process(pid).net_connections("inet") if c.status == "LISTEN"]
    addresses = {c.laddr.ip.removeprefix("::ffff:") for c in listening}
    assert len(listening) == 2, listening
    return addresses == {"127.0.0.1"}


@pytest.mark.neo4j
def test_command_line(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIGEO_CACHE", str(CACHE))
    run = CliRunner()
    down = run.invoke(main, ["neo4j", "status", "--format", "json"])
    assert (down.exit_code, down.stdout.split()) == (1, ["[", "{", '"running":', "false", "}", "]"])
    started = run.invoke(
        main, ["neo4j", "start", "--port", "0", "--http-port", "0", "--heap", "512m"]
    )
    assert started.exit_code == 0, started.output
    info = neo4j_server.status(home)
    assert info is not None
    assert started.stdout.splitlines() == [
        f"export AIGEO_URI={info.uri}",
        "export AIGEO_USER=neo4j",
        f"export AIGEO_PASSWORD={info.password}",
    ]
    exported = run.invoke(main, ["neo4j", "status", "--export"])
    assert exported.stdout == started.stdout
    shown = run.invoke(main, ["neo4j", "status"])
    assert info.uri in shown.stdout
    assert info.password not in shown.stdout
    assert run.invoke(main, ["neo4j", "stop"]).exit_code == 0
    assert neo4j_server.status(home) is None


def test_given_port_in_use(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(StoreError, match=f"port {port} is in use"):
            neo4j_server.start(home, bolt_port=port)
        with pytest.raises(StoreError, match=f"port {port} is in use"):
            neo4j_server.start(home, bolt_port=0, http_port=port)


def test_usual_port_in_use_gives_way() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        usual = taken.getsockname()[1]
        chosen = neo4j_server.ports.choose_port(None, usual)
        assert chosen not in (0, usual)
    assert neo4j_server.ports.choose_port(None, usual) == usual


def test_without_java(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aigeo.neo4j_server.java._candidates", lambda env: iter(()))
    with pytest.raises(ConfigError, match="no java was found"):
        neo4j_server.start(home, bolt_port=0, http_port=0)


def test_server_that_ends_at_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neo4j_server.server, "fetch_jars", lambda *_, **__: [])
    (home / "data").mkdir(parents=True)
    (home / "password").write_text("x")
    with pytest.raises(StoreError, match=r"Neo4j ended while starting: .*CommunityEntryPoint"):
        neo4j_server.start(home, bolt_port=0, http_port=0)
    assert neo4j_server.status(home) is None


def test_lost_password_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neo4j_server.server, "fetch_jars", lambda *_, **__: [])
    (home / "data" / "databases").mkdir(parents=True)
    with pytest.raises(StoreError, match="password is missing"):
        neo4j_server.start(home, bolt_port=0, http_port=0)


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be made"):
        neo4j_server.start(tmp_path / "file" / "neo4j")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"uri": 1}'])
def test_damaged_address_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "server.json").write_text(text)
    assert neo4j_server.status(tmp_path) is None
    assert not neo4j_server.stop(tmp_path)


def test_another_process_with_the_pid_is_left_alone(tmp_path: Path) -> None:
    info = ServerInfo("bolt://127.0.0.1:1", "neo4j", "secret", os.getpid(), "http://x", 1.0)
    write_info(tmp_path, info)
    assert read_info(tmp_path) == info
    assert neo4j_server.status(tmp_path) is None
    assert not neo4j_server.stop(tmp_path)


@pytest.mark.parametrize("size", ["", "512", "1 g", "g", "0m", "1g -Dx=y", "-1g"])
def test_wrong_memory_is_refused(size: str) -> None:
    with pytest.raises(UsageError, match="not an amount of memory"):
        Limits(heap=size)
    with pytest.raises(UsageError, match="not an amount of memory"):
        Limits(page_cache=size)


def test_configuration_listens_on_loopback_only_and_asks_for_a_password() -> None:
    lines = configuration(7687, 7474, Limits()).splitlines()
    settings = dict(line.split("=", 1) for line in lines)
    addresses = {value for name, value in settings.items() if name.endswith("listen_address")}
    assert addresses == {"127.0.0.1", "127.0.0.1:7687", "127.0.0.1:7474"}
    assert settings["dbms.security.auth_enabled"] == "true"


def test_plugins_are_on_the_class_path(tmp_path: Path) -> None:
    (tmp_path / "plugins").mkdir()
    for name in ("b.jar", "a.jar", "notes.txt"):
        (tmp_path / "plugins" / name).touch()
    found = environment(tmp_path, [Path("lib.jar")])["CLASSPATH"].split(os.pathsep)
    plugins = [str(tmp_path / "plugins" / name) for name in ("a.jar", "b.jar")]
    assert found == ["lib.jar", *plugins]
