"""Downloading a published file: only public addresses, with limits, cached by content.

The address that a name resolves to is checked and then used for the connection itself, so that
a second look-up cannot give another one; redirects are checked again (docs/architecture.md).
"""

from __future__ import annotations

import hashlib
import ipaddress
import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

from aigeo import __version__
from aigeo.config import Settings
from aigeo.errors import InputError

MAX_BYTES = 512 * 1024 * 1024
MAX_REDIRECTS = 5
TIMEOUT = httpx.Timeout(30.0, connect=10.0)
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Fetched:
    """A downloaded file in the cache; `fresh` is False when the publisher had nothing new."""

    path: Path
    url: str
    fresh: bool


def fetch(settings: Settings, url: str, *, allow_private: bool = False) -> Fetched:
    """Download `url` into the cache, or confirm that the cached copy is current.

    Sends conditional requests (ETag, Last-Modified; RFC 9110 section 13) and retries network
    faults and server errors. Raises InputError when the address is not public, the answer is
    an error, or the body is over 512 MiB.
    """
    folder = settings.cache / "downloads" / hashlib.sha256(url.encode()).hexdigest()[:24]
    folder.mkdir(parents=True, exist_ok=True)
    notes_file = folder / "fetch.json"
    notes = _notes(notes_file)
    last: Exception | None = None
    for _ in range(ATTEMPTS):
        try:
            return _attempt(url, folder, notes_file, notes, allow_private)
        except (httpx.TransportError, _Retry) as error:
            last = error
    raise InputError(f"cannot be downloaded: {last}", path=url, hint="try again later")


class _Retry(Exception):
    """A server error that may pass."""


def _attempt(
    url: str, folder: Path, notes_file: Path, notes: dict[str, Any], allow_private: bool
) -> Fetched:
    headers = {"User-Agent": f"aigeo/{__version__}", "Accept-Encoding": "identity"}
    if notes.get("file") and (folder / notes["file"]).exists():
        for header, key in (("If-None-Match", "etag"), ("If-Modified-Since", "modified")):
            if notes.get(key):
                headers[header] = notes[key]
    current = url
    for _ in range(MAX_REDIRECTS + 1):
        with _open(current, headers, allow_private) as response:
            if response.status_code == 304:
                return Fetched(folder / notes["file"], url, fresh=False)
            if response.has_redirect_location:
                current = urljoin(current, response.headers["Location"])
                continue
            if response.status_code >= 500 or response.status_code == 429:
                raise _Retry(f"the server answered {response.status_code}")
            if response.status_code != 200:
                raise InputError(f"the server answered {response.status_code}", path=url)
            name = Path(urlsplit(current).path).name or "index.html"
            if "." not in name and "html" in response.headers.get("Content-Type", ""):
                name += ".html"
            _save(response, folder / name, url)
            kept = {
                "url": url,
                "file": name,
                "etag": response.headers.get("ETag"),
                "modified": response.headers.get("Last-Modified"),
            }
            notes_file.write_text(json.dumps(kept), "utf-8")
            return Fetched(folder / name, url, fresh=True)
    raise InputError(f"more than {MAX_REDIRECTS} redirects", path=url)


class _open:
    """One GET to the checked address of a URL."""

    def __init__(self, url: str, headers: dict[str, str], allow_private: bool) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise InputError("only http and https addresses can be fetched", path=url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        address = _address(url, parts.hostname, port, allow_private)
        host = f"[{address}]" if ":" in address else address
        self._client = httpx.Client(timeout=TIMEOUT, trust_env=False, follow_redirects=False)
        self._request = self._client.build_request(
            "GET",
            parts._replace(netloc=f"{host}:{port}").geturl(),
            headers={**headers, "Host": parts.netloc.rpartition("@")[2]},
            extensions={"sni_hostname": parts.hostname},
        )
        self._response: httpx.Response | None = None

    def __enter__(self) -> httpx.Response:
        try:
            self._response = self._client.send(self._request, stream=True)
        except BaseException:
            self._client.close()
            raise
        return self._response

    def __exit__(self, *_: object) -> None:
        if self._response is not None:
            self._response.close()
        self._client.close()


def _address(url: str, host: str, port: int, allow_private: bool) -> str:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise InputError(f"the host {host!r} is not known", path=url) from error
    addresses = [str(entry[4][0]) for entry in found]
    for address in addresses:
        if not allow_private and not ipaddress.ip_address(address.partition("%")[0]).is_global:
            raise InputError(
                f"{host!r} has the address {address}, which is not public; not fetched",
                path=url,
                hint="download the file yourself and load it from disk",
            )
    return addresses[0]


def _save(response: httpx.Response, path: Path, url: str) -> None:
    partial = path.with_name(path.name + ".partial")
    try:
        with partial.open("wb") as out:
            for chunk in _limited(response, url):
                out.write(chunk)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _limited(response: httpx.Response, url: str) -> Iterator[bytes]:
    size = 0
    for chunk in response.iter_bytes():
        size += len(chunk)
        if size > MAX_BYTES:
            raise InputError(f"the file is over {MAX_BYTES // 2**20} MiB", path=url)
        yield chunk


def _notes(path: Path) -> dict[str, Any]:
    try:
        notes = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return notes if isinstance(notes, dict) else {}
