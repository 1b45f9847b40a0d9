"""What the server refuses, and what it lets nobody see."""

from __future__ import annotations

import contextlib
import json
import logging
import socket
import stat
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from click.testing import CliRunner

from aigeo.cli import main
from aigeo.lookup import counted
from aigeo.store import Store
from aigeo.web import Limits, Options, server
from aigeo.web.audit import Log, parameters
from aigeo.web.guard import host_name, is_loopback
from tests.conftest import emptied
from tests.web.serving import served
from tests.web.world import load_world

TOKEN = "a-token-of-some-length"


@pytest.fixture(scope="module")
def graph(_embedded: Store) -> Iterator[Store]:
    """The world on the embedded engine."""
    load_world(emptied(_embedded))
    yield _embedded
    emptied(_embedded)


def test_token(graph: Store) -> None:
    with served(graph, Options(token=TOKEN)) as url:
        for path in ("/api/v1/stats", "/reconcile", "/api/v1/openapi.json", "/api/v1/nothing"):
            assert httpx.get(url + path).status_code == 401
            wrong = {"Authorization": f"Bearer {TOKEN}x"}
            assert httpx.get(url + path, headers=wrong).status_code == 401
        right = {"Authorization": f"Bearer {TOKEN}"}
        assert httpx.get(f"{url}/api/v1/stats", headers=right).status_code == 200
        # The page holds no data, and asks for the token itself.
        assert httpx.get(f"{url}/").status_code == 200
        named = {**right, "Host": "graph.example.org"}
        assert httpx.get(f"{url}/api/v1/stats", headers=named).status_code == 200


def test_without_token_only_loopback_names_are_answered(graph: Store) -> None:
    with served(graph, Options()) as url:
        port = url.rpartition(":")[2]
        for host in (f"localhost:{port}", f"127.0.0.1:{port}", f"[::1]:{port}", "LOCALHOST"):
            assert httpx.get(f"{url}/api/v1/health", headers={"Host": host}).status_code == 200
        for host in ("evil.example", f"evil.example:{port}", "127.0.0.1.evil.example", "0.0.0.0"):
            answer = httpx.get(f"{url}/api/v1/health", headers={"Host": host})
            assert answer.status_code == 421, host
            assert httpx.get(url, headers={"Host": host}).status_code == 421


def test_other_sites_get_nothing(graph: Store) -> None:
    with served(graph, Options()) as url:
        cross = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
        assert httpx.get(f"{url}/api/v1/stats", headers=cross).status_code == 403
        answer = httpx.get(f"{url}/api/v1/stats", headers={"Origin": "https://evil.example"})
        assert "access-control-allow-origin" not in answer.headers
        refine = {"Origin": "http://127.0.0.1:3333"}
        answer = httpx.get(f"{url}/reconcile", headers=refine)
        assert answer.headers["access-control-allow-origin"] == refine["Origin"]
        answer = httpx.get(f"{url}/reconcile", headers={"Origin": "https://evil.example"})
        assert "access-control-allow-origin" not in answer.headers
        page = httpx.get(url)
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert page.headers["x-content-type-options"] == "nosniff"


def test_sizes(graph: Store) -> None:
    with served(graph, Options()) as url:
        assert httpx.get(f"{url}/api/v1/search", params={"q": "x" * 20_000}).status_code == 414
        # So long a line is refused by the HTTP parser, which closes the connection.
        assert b" 400 " in raw(url, b"GET /api/v1/search?q=" + b"x" * 1_000_000)
        body = b"queries=" + b"x" * 1_100_000
        assert httpx.post(f"{url}/reconcile", content=body).status_code == 413
        chunks = iter([body[:600_000], body[600_000:]])
        assert httpx.post(f"{url}/reconcile", content=chunks).status_code >= 400
        assert httpx.get(f"{url}/api/v1/health").status_code == 200


def raw(url: str, line: bytes) -> bytes:
    """Send a request line as it is; give the first line of the answer."""
    address = httpx.URL(url)
    with socket.create_connection((address.host, address.port or 80), timeout=10) as connection:
        with contextlib.suppress(OSError):  # the server closes before it has read all
            connection.sendall(line + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
        return connection.recv(1000).partition(b"\r\n")[0]


def test_cypher_is_there_only_when_allowed(graph: Store) -> None:
    asked = {"cypher": "MATCH (n:Firm) RETURN n.id AS id ORDER BY id LIMIT 2"}
    with served(graph, Options()) as url:
        assert httpx.post(f"{url}/api/v1/cypher", json=asked).status_code in (404, 405)
        assert "/api/v1/cypher" not in httpx.get(f"{url}/api/v1/openapi.json").json()["paths"]
    with served(graph, Options(allow_cypher=True)) as url:
        answer = httpx.post(f"{url}/api/v1/cypher", json=asked)
        assert [row["id"] for row in answer.json()["rows"]] == ["firm:alphabet", "firm:anthropic"]
        for text in (
            "MATCH (n) DETACH DELETE n",
            "CALL apoc.load.json('http://x') YIELD value RETURN value",
            "CALL dbms.listConfig()",
            "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
            "MATCH (n) RETURN n; MATCH (n) DELETE n",
            "RETURN apoc.text.join(['a'], '')",
        ):
            answer = httpx.post(f"{url}/api/v1/cypher", json={"cypher": text})
            assert answer.status_code == 400, text
            assert answer.json()["error"]["code"] == "query"
        more = {"cypher": "UNWIND range(1, 5000) AS n RETURN n", "limit": 10_000}
        page = httpx.post(f"{url}/api/v1/cypher", json=more).json()
        assert (len(page["rows"]), page["truncated"]) == (1000, True)


@pytest.mark.parametrize(
    "text",
    [
        "Huawei'}) DETACH DELETE n //",
        'x" RETURN 1 UNION MATCH (n) DETACH DELETE n //',
        "$as_of}) CALL dbms.listConfig() YIELD name RETURN name //",
        "`) LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row //",
        "apoc.load.json('http://127.0.0.1/')",
    ],
)
def test_cypher_in_a_parameter_is_only_text(graph: Store, text: str) -> None:
    before = counted(graph)
    with served(graph, Options()) as url, httpx.Client(base_url=f"{url}/api/v1") as client:
        name = next(q["name"] for q in client.get("/queries").json() if q["example"].get("entity"))
        asked = [
            client.get("/search", params={"q": text}),
            client.get(f"/entities/{quote(text, safe='')}"),
            client.get("/entities", params={"type": text}),
            client.get("/paths", params={"from": text, "to": "Huawei"}),
            client.get("/exports/jsonl", params={"around": text}),
            client.get("/sources/" + quote(text, safe="")),
            client.get(f"/queries/{name}/rows", params={"entity": text}),
        ]
    assert {answer.status_code for answer in asked} <= {200, 404, 422}, [a.text for a in asked]
    assert counted(graph) == before


def test_time_limit(graph: Store) -> None:
    slow = "UNWIND range(1, 2000) AS a UNWIND range(1, 2000) AS b WITH a WHERE a < 0 RETURN a"
    options = Options(allow_cypher=True, limits=Limits(seconds=0.5))
    with served(graph, options) as url:
        began = time.monotonic()
        answer = httpx.post(f"{url}/api/v1/cypher", json={"cypher": slow}, timeout=30)
        assert answer.status_code == 504
        assert time.monotonic() - began < 20  # a tenth on a quiet machine
        assert httpx.get(f"{url}/api/v1/vocabulary").status_code == 200


def test_a_caller_who_leaves_an_export_frees_its_place(
    graph: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    with served(graph, Options(limits=Limits(exports=1))) as url:
        address = httpx.URL(url)
        for _ in range(3):
            with socket.create_connection((address.host, address.port or 80)) as raw:
                raw.sendall(b"GET /api/v1/exports/jsonl HTTP/1.1\r\nHost: localhost\r\n\r\n")
                raw.recv(100)
        deadline = time.monotonic() + 15
        while (answer := httpx.get(f"{url}/api/v1/exports/jsonl")).status_code == 503:
            assert answer.headers["retry-after"]
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert answer.status_code == 200
        assert answer.content.endswith(b"\n")
    deadline = time.monotonic() + 5
    while any(t.name == "export" for t in threading.enumerate()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert not caplog.records


def test_audit_has_a_line_a_request_and_no_secret(graph: Store, tmp_path: Path) -> None:
    log = Log(tmp_path)
    with served(graph, Options(token=TOKEN, allow_cypher=True), log) as url:
        headers = {"Authorization": f"Bearer {TOKEN}"}
        httpx.get(f"{url}/api/v1/search", params={"q": "nvidia\n", "token": TOKEN}, headers=headers)
        httpx.get(f"{url}/api/v1/stats")
        httpx.post(f"{url}/api/v1/cypher", json={"cypher": "RETURN 1 AS x"}, headers=headers)
    log.close()
    text = log.path.read_text()
    assert TOKEN not in text
    lines = [json.loads(line) for line in text.splitlines()]
    assert [line["status"] for line in lines] == [200, 401, 200]
    assert lines[0]["query"] == {"q": "nvidia\n", "token": "•••"}
    assert lines[2]["cypher"] == "RETURN 1 AS x"
    assert all(line["complete"] and line["client"] == "127.0.0.1" for line in lines)
    assert stat.S_IMODE(log.path.stat().st_mode) == 0o600


def test_log_parameters_are_shortened() -> None:
    assert parameters("a=" + "x" * 5000) == {"a": "x" * 1000}
    assert parameters("api_key=1&password=2") == {"api_key": "•••", "password": "•••"}


@pytest.mark.parametrize(
    ("header", "name"),
    [("A.example:80", "a.example"), ("[::1]:80", "::1"), ("::1", "::1"), ("", ""), ("x", "x")],
)
def test_host_names(header: str, name: str) -> None:
    assert host_name(header) == name


@pytest.mark.parametrize(
    ("host", "here"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True),
     ("0.0.0.0", False), ("192.168.1.5", False), ("example.org", False), ("", False)],
)  # fmt: skip
def test_loopback(host: str, here: bool) -> None:
    assert is_loopback(host) is here


def serve(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["serve", *arguments], env={"AIGEO_TOKEN": ""})
    assert result.exit_code == 1, (result.stdout, result.stderr, result.exception)
    return result.stderr


def test_beyond_loopback_a_token_is_needed() -> None:
    assert "no token is set" in serve("--host", "0.0.0.0")
    assert "too short" in serve("--host", "0.0.0.0", "--token", "abc")


def test_second_server_on_the_port_or_the_folder(
    graph: Store, use_store: Callable[[Store], Any], tmp_path: Path
) -> None:
    use_store(graph)
    with server.bound("127.0.0.1", 0) as listener:
        port = str(listener.getsockname()[1])
        message = serve("--port", port)
        assert f"port {port}" in message
        assert "--port" in message
    with server.only_server(graph.settings.home) as note:
        server.write_note(note, "http://127.0.0.1:8765")
        message = serve("--port", "0")
        assert "http://127.0.0.1:8765" in message
        assert "AIGEO_HOME" in message
    with server.only_server(graph.settings.home):
        pass


def test_address_that_is_not_of_this_machine() -> None:
    with pytest.raises(Exception, match="no address|cannot listen"):
        server.bound("host.invalid", 0)
