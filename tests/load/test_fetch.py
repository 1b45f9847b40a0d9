"""Downloads from a server that misbehaves in each way that servers do."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from aigeo.config import Settings
from aigeo.errors import InputError
from aigeo.load.addresses import is_public
from aigeo.load.fetch import Fetched, Limits, fetch
from tests.load.misbehaving import Site, answer, ranged, serving

BODY = b"Firm,Country\n" + b"Acme,China\n" * 5000


class Client:
    """A downloader into one cache, which notes the pauses instead of making them."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site = site
        self.settings = Settings(home=folder, cache=folder / "cache", fetch_hosts=(site.host,))
        self.pauses: list[float] = []

    def get(self, path: str = "list.csv", **limits: float) -> Fetched:
        chosen = replace(Limits(), **limits)  # type: ignore[arg-type]
        return fetch(self.settings, self.site.url(path), limits=chosen, sleep=self.pauses.append)

    def fails(self, said: str, path: str = "list.csv", **limits: float) -> None:
        with pytest.raises(InputError, match=said) as caught:
            self.get(path, **limits)
        assert self.site.host in str(caught.value)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@pytest.fixture
def client(site: Site, tmp_path: Path) -> Client:
    return Client(site, tmp_path)


def test_a_file_is_kept_and_asked_for_only_when_it_changed(client: Client) -> None:
    client.site.steps = [ranged(BODY, '"one"')]
    first = client.get()
    assert (first.path.name, first.fresh, first.path.read_bytes()) == ("list.csv", True, BODY)
    again = client.get()
    assert (again.path, again.fresh) == (first.path, False)
    assert client.site.requests[1]["If-None-Match"] == '"one"'
    client.site.steps = [ranged(BODY[:-11], '"two"')]
    newer = client.get()
    assert (newer.fresh, newer.path.read_bytes()) == (True, BODY[:-11])


def test_last_modified_serves_where_there_is_no_etag(client: Client) -> None:
    day = "Wed, 01 Jan 2025 00:00:00 GMT"
    client.site.steps = [answer(BODY, Last_Modified=day), answer(b"", 304)]
    client.get()
    assert client.get().fresh is False
    assert client.site.requests[1]["If-Modified-Since"] == day


@pytest.mark.parametrize("status", [500, 502, 503, 429])
def test_passing_faults_are_tried_again_after_growing_pauses(client: Client, status: int) -> None:
    client.site.steps = [answer(b"no", status), answer(b"no", status), answer(BODY)]
    assert client.get().path.read_bytes() == BODY
    assert client.pauses == [1, 2]


def test_the_server_says_how_long_to_wait(client: Client) -> None:
    client.site.steps = [answer(b"", 503, Retry_After="7"), answer(b"", 429, Retry_After="9999"),
                         answer(BODY)]  # fmt: skip
    client.get()
    assert client.pauses == [7, 60]


def test_it_gives_up(client: Client) -> None:
    client.site.steps = [answer(b"", 500)]
    client.fails(r"4 attempts.*the server answered 500")
    assert len(client.site.requests) == 4


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_refusal_is_final_and_the_cached_copy_stays(client: Client, status: int) -> None:
    client.site.steps = [answer(BODY), answer(b"no", status)]
    kept = client.get()
    client.fails(f"the server answered {status}")
    assert len(client.site.requests) == 2
    assert kept.path.read_bytes() == BODY


def test_a_cut_transfer_is_continued(client: Client) -> None:
    client.site.steps = [
        answer(BODY, send=20_000, ETag='"one"'),
        answer(BODY[:0], 503),
        ranged(BODY, '"one"'),
    ]
    assert client.get().path.read_bytes() == BODY
    assert client.site.requests[2]["Range"] == "bytes=20000-"
    assert client.site.requests[2]["If-Range"] == '"one"'


def test_a_file_that_changes_during_the_transfer_is_taken_whole(client: Client) -> None:
    other = b"Firm,Country\nOther,Japan\n" * 3000
    client.site.steps = [answer(BODY, send=20_000, ETag='"one"'), ranged(other, '"two"')]
    assert client.get().path.read_bytes() == other


def test_without_a_strong_validator_it_starts_again(client: Client) -> None:
    client.site.steps = [answer(BODY, send=20_000, ETag='W/"weak"'), answer(BODY)]
    assert client.get().path.read_bytes() == BODY
    assert "Range" not in client.site.requests[1]


def test_a_part_that_was_not_asked_for_is_not_believed(client: Client) -> None:
    client.site.steps = [
        answer(BODY, send=20_000, ETag='"one"'),
        answer(BODY[500:], 206, ETag='"one"', Content_Range=f"bytes 500-{len(BODY) - 1}/*"),
        ranged(BODY, '"one"'),
    ]
    assert client.get().path.read_bytes() == BODY


def test_an_etag_that_always_changes_downloads_again(client: Client) -> None:
    for number in range(3):
        client.site.steps = [ranged(BODY, f'"{number}"')]
        assert client.get().fresh
    assert client.get().fresh is False


def test_a_wrong_length_is_noticed(client: Client) -> None:
    client.site.steps = [answer(BODY, length=len(BODY) + 10)]
    client.fails("4 attempts")
    folder = client.settings.cache / "downloads"
    assert not list(folder.rglob("list.csv"))


def test_a_slow_server_runs_out_of_time(client: Client) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"x" * 10)
            time.sleep(0.05)

    client.site.steps = [drip]
    started = time.monotonic()
    client.fails("not downloaded within 0.4 s", seconds=0.4)
    assert time.monotonic() - started < 3


def test_a_silent_server_is_left(client: Client) -> None:
    client.site.steps = [lambda handler: time.sleep(1.5)]
    client.fails("2 attempts", idle=0.2, attempts=2)


def test_a_file_over_the_limit_is_not_kept(client: Client) -> None:
    client.site.steps = [answer(BODY)]
    client.fails("over 1,000 bytes", bytes=1000)
    assert not [p for p in client.settings.cache.rglob("*") if p.is_file() and p.stat().st_size]


def test_a_compressed_answer_that_unpacks_without_end_is_refused(client: Client) -> None:
    bomb = gzip.compress(bytes(30_000_000))
    client.site.steps = [answer(bomb, Content_Encoding="gzip")]
    client.fails("unpacks to more than 200 times", free=1_000_000)


def test_an_ordinary_compressed_answer_is_unpacked(client: Client) -> None:
    client.site.steps = [answer(gzip.compress(BODY), Content_Encoding="gzip")]
    assert client.get().path.read_bytes() == BODY


def test_a_web_page_in_place_of_data_is_refused(client: Client) -> None:
    client.site.steps = [answer(BODY), answer(b"<html>busy</html>", Content_Type="text/html")]
    kept = client.get()
    client.fails("a web page in place of the file")
    assert kept.path.read_bytes() == BODY
    assert client.get("news").path.name == "news.html"


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1:1/x", "http://169.254.169.254/latest", "http://10.0.0.8/", "http://[::1]/",
     "http://[::ffff:127.0.0.1]/", "http://0.0.0.0/", "http://localhost:1/"],
)  # fmt: skip
def test_a_redirect_to_a_private_address_is_refused(client: Client, target: str) -> None:
    client.site.steps = [answer(b"", 302, Location=target)]
    with pytest.raises(InputError, match="not public|not known"):
        client.get()
    assert len(client.site.requests) == 1


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x"])
def test_a_redirect_to_another_scheme_is_refused(client: Client, target: str) -> None:
    client.site.steps = [answer(b"", 302, Location=target)]
    with pytest.raises(InputError, match="only http and https"):
        client.get()


def test_redirects_are_followed_but_not_for_ever(client: Client) -> None:
    client.site.steps = [answer(b"", 301, Location="/final.csv"), answer(BODY)]
    assert client.get("moved").path.name == "final.csv"
    client.site.steps = [answer(b"", 302, Location="/again")]
    client.fails("more than 5 redirects", "again")


def test_a_private_address_needs_to_be_named(client: Client) -> None:
    client.site.steps = [answer(BODY)]
    strict = replace(client.settings, fetch_hosts=())
    with pytest.raises(InputError, match="not public"):
        fetch(strict, client.site.url())
    assert client.site.requests == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2606:4700::1111", True), ("127.0.0.1", False), ("10.1.2.3", False),
        ("172.16.0.1", False), ("192.168.1.1", False), ("169.254.169.254", False),
        ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("::1", False),
        ("fe80::1%eth0", False), ("fd00::1", False), ("::ffff:10.0.0.1", False),
        ("2002:7f00:1::", False), ("64:ff9b::7f00:1", False), ("64:ff9b::808:808", True),
    ],
)  # fmt: skip
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize("path", ["a/..", "a/.hidden", "fetch.json", "x" * 300 + ".csv", ""])
def test_names_of_files_stay_in_the_cache(client: Client, path: str) -> None:
    client.site.steps = [answer(BODY)]
    found = client.get(path).path
    assert found.read_bytes() == BODY
    assert client.settings.cache in found.parents
    assert client.get(path).path == found
    assert json.loads((found.parent / "fetch.json").read_text())["file"] == found.name
