"""Fetching jars from a repository on this machine that can be made to misbehave."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from aigeo.errors import StoreError
from aigeo.neo4j_server import fetch
from aigeo.neo4j_server.fetch import fetch_jars
from aigeo.neo4j_server.jars import Jar

CONTENT = {
    name: random.Random(name).randbytes(size)
    for name, size in {"neo4j-server": 300_000, "small": 10, "middle": 70_000}.items()
}


@dataclass
class Repository:
    """A Maven repository over HTTP and what it does wrong."""

    url: str = ""
    content: dict[str, bytes] = field(default_factory=lambda: dict(CONTENT))
    requests: list[tuple[str, str | None]] = field(default_factory=list)
    cut_after: int | None = None
    """Bytes after which each answer's connection is closed."""
    ignore_range: bool = False
    failures: int = 0
    """Answers of HTTP 503 before the first good one."""

    def handler(repository) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                repository.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        return Handler

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        name = request.path.split("/")[-3]
        self.requests.append((name, request.headers["Range"]))
        if self.failures:
            self.failures -= 1
            request.send_error(503)
            return
        if name not in self.content:
            request.send_error(404)
            return
        content, start = self.content[name], 0
        if request.headers["Range"] and not self.ignore_range:
            start = int(request.headers["Range"].removeprefix("bytes=").removesuffix("-"))
        request.send_response(206 if start else 200)
        request.send_header("Content-Length", str(len(content) - start))
        request.end_headers()
        end = len(content) if self.cut_after is None else start + self.cut_after
        request.wfile.write(content[start:end])


@pytest.fixture
def repository() -> Iterator[Repository]:
    repository = Repository()
    server = ThreadingHTTPServer(("127.0.0.1", 0), repository.handler())
    repository.url = f"http://127.0.0.1:{server.server_port}/maven2"
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield repository
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch.time, "sleep", lambda _: None)


def jar(name: str) -> Jar:
    content = CONTENT[name]
    digest = hashlib.sha256(content).hexdigest()
    return Jar("org.neo4j.app", name, "1.0", None, digest, len(content))


JARS = [jar(name) for name in CONTENT]


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()} - {".lock"}


def test_fetches_once(repository: Repository, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    paths = fetch_jars(
        tmp_path, jars=JARS, mirror=repository.url, progress=lambda *s: seen.append(s)
    )
    assert [path.read_bytes() for path in paths] == list(CONTENT.values())
    assert paths[0] == tmp_path / "neo4j" / "1.0" / "neo4j-server-1.0.jar"
    total = sum(map(len, CONTENT.values()))
    assert seen[-1] == (total, total)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    before = len(repository.requests)
    assert fetch_jars(tmp_path, jars=JARS, mirror=repository.url) == paths
    assert len(repository.requests) == before == len(JARS)


def test_wrong_checksum_is_refused(repository: Repository, tmp_path: Path) -> None:
    evil = bytearray(CONTENT["middle"])
    evil[-1] ^= 1
    repository.content["middle"] = bytes(evil)
    with pytest.raises(StoreError, match=r"middle-1\.0\.jar does not have the checksum"):
        fetch_jars(tmp_path, jars=JARS, mirror=repository.url)
    assert not {name for name in names(tmp_path) if name.startswith("middle")}


def test_longer_file_is_refused(repository: Repository, tmp_path: Path) -> None:
    repository.content["small"] += b"more"
    with pytest.raises(StoreError, match="does not have the checksum"):
        fetch_jars(tmp_path, jars=JARS, mirror=repository.url)


def test_interrupted_download_is_resumed(repository: Repository, tmp_path: Path) -> None:
    repository.cut_after = 100_000
    [path] = fetch_jars(tmp_path, jars=JARS[:1], mirror=repository.url)
    assert path.read_bytes() == CONTENT["neo4j-server"]
    ranges = [asked for _, asked in repository.requests]
    assert ranges == [None, "bytes=100000-", "bytes=200000-"]


def test_next_run_resumes(repository: Repository, tmp_path: Path) -> None:
    repository.cut_after = 50_000
    seen: list[tuple[int, int]] = []
    with pytest.raises(StoreError, match="could not be fetched"):
        fetch_jars(tmp_path, jars=JARS[:1], mirror=repository.url)
    assert names(tmp_path) == {"neo4j-server-1.0.jar.part"}
    repository.cut_after = None
    repository.requests.clear()
    [path] = fetch_jars(
        tmp_path, jars=JARS[:1], mirror=repository.url, progress=lambda *s: seen.append(s)
    )
    assert path.read_bytes() == CONTENT["neo4j-server"]
    assert repository.requests == [("neo4j-server", "bytes=200000-")]
    assert seen[-1] == (300_000, 300_000)


def test_repository_that_does_not_resume(repository: Repository, tmp_path: Path) -> None:
    repository.ignore_range = True
    part = tmp_path / "neo4j" / "1.0" / "neo4j-server-1.0.jar.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(CONTENT["neo4j-server"][:1000])
    [path] = fetch_jars(tmp_path, jars=JARS[:1], mirror=repository.url)
    assert path.read_bytes() == CONTENT["neo4j-server"]


@pytest.mark.parametrize("left", [b"\0" * 1000, b"\0" * 300_000, b"\0" * 300_001])
def test_damaged_rest_is_fetched_again(repository: Repository, tmp_path: Path, left: bytes) -> None:
    part = tmp_path / "neo4j" / "1.0" / "neo4j-server-1.0.jar.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(left)
    [path] = fetch_jars(tmp_path, jars=JARS[:1], mirror=repository.url)
    assert path.read_bytes() == CONTENT["neo4j-server"]


def test_damaged_cache_is_fetched_again(repository: Repository, tmp_path: Path) -> None:
    paths = fetch_jars(tmp_path, jars=JARS, mirror=repository.url)
    paths[1].write_bytes(b"x" * 10)
    repository.requests.clear()
    fetch_jars(tmp_path, jars=JARS, mirror=repository.url)
    assert [name for name, _ in repository.requests] == ["small"]
    assert paths[1].read_bytes() == CONTENT["small"]


def test_busy_repository_is_asked_again(repository: Repository, tmp_path: Path) -> None:
    repository.failures = 2
    [path] = fetch_jars(tmp_path, jars=JARS[:1], mirror=repository.url)
    assert path.read_bytes() == CONTENT["neo4j-server"]


def test_repository_without_the_file(repository: Repository, tmp_path: Path) -> None:
    del repository.content["small"]
    with pytest.raises(StoreError, match=r"small-1\.0\.jar cannot be fetched: HTTP 404"):
        fetch_jars(tmp_path, jars=JARS, mirror=repository.url)
    assert [name for name, _ in repository.requests].count("small") == 1


def test_unreachable_repository(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"could not be fetched \(ConnectError"):
        fetch_jars(tmp_path, jars=JARS[:1], mirror="http://127.0.0.1:9")


def test_mirror_setting_is_used(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIGEO_MAVEN_MIRROR", repository.url + "/")
    [path] = fetch_jars(tmp_path, jars=JARS[:1])
    assert path.read_bytes() == CONTENT["neo4j-server"]
