"""Downloading a published file: only public addresses, with limits, cached by content.

The address that a name resolves to is checked and then used for the connection itself, so that
a second look-up cannot give another one; redirects are checked again. A transfer that was cut is
continued where the server's validator says that the file is still the same (RFC 9110, sections
13 and 14).
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import httpx
from filelock import FileLock

from aigeo import __version__
from aigeo.config import Settings
from aigeo.errors import InputError
from aigeo.load.addresses import Connection

MAX_REDIRECTS = 5
MAX_NAME = 120
NOTES = "fetch.json"
DATA = (".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".parquet", ".txt", ".xml", ".gz", ".zip")
"""Suffixes of files that are never a web page."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one download may take; `pause` seconds double with each further attempt."""

    bytes: int = 2 * 1024**3
    seconds: float = 3600.0
    idle: float = 30.0
    ratio: int = 200
    """Unpacked over transferred size, beyond `free`."""
    free: int = 64 * 1024 * 1024
    attempts: int = 4
    pause: float = 1.0
    longest_pause: float = 60.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """A downloaded file in the cache; `fresh` is False when the publisher had nothing new."""

    path: Path
    url: str
    fresh: bool


class _Again(Exception):
    """A fault that may pass; `after` is the number of seconds that the server asks for."""

    def __init__(self, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after


def fetch(
    settings: Settings,
    url: str,
    *,
    limits: Limits | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Fetched:
    """Download `url` into the cache, or confirm that the cached copy is current.

    Network faults, cut transfers, and the answers 429 and 5xx are tried again after a pause that
    doubles, or that the server asks for (Retry-After). The cached copy is replaced only by a
    whole new one. Raises InputError when the address is not public (settings.fetch_hosts names
    exceptions), the answer is an error or a web page in place of data, or a limit is passed.
    """
    limits = limits or Limits()
    folder = settings.cache / "downloads" / hashlib.sha256(url.encode()).hexdigest()[:24]
    folder.mkdir(parents=True, exist_ok=True)
    download = _Download(url, folder, limits, settings.fetch_hosts)
    last: Exception | None = None
    with FileLock(folder / ".lock"):
        for attempt in range(limits.attempts):
            if attempt:
                asked = last.after if isinstance(last, _Again) else None
                pause = limits.pause * 2 ** (attempt - 1) if asked is None else asked
                sleep(min(pause, limits.longest_pause))
            try:
                return download.attempt()
            except (httpx.TransportError, _Again) as error:
                last = error
    raise InputError(
        f"cannot be downloaded ({limits.attempts} attempts): {last or type(last).__name__}",
        path=url,
        hint="try again later, or download the file yourself and load it from disk",
    )


@dataclass(slots=True)
class _Download:
    url: str
    folder: Path
    limits: Limits
    hosts: tuple[str, ...]

    def attempt(self) -> Fetched:
        """Make one attempt, continuing what an earlier one left."""
        notes = _notes(self.folder / NOTES)
        cached = self.folder / str(notes.get("file") or "-")
        partial = _notes(self.folder / ".partial.json")
        headers = {"User-Agent": f"aigeo/{__version__}", "Accept-Encoding": "identity"}
        have = self._partial_size(partial)
        if have:
            headers |= {"Range": f"bytes={have}-", "If-Range": partial["validator"]}
        elif cached.is_file():
            for header, key in (("If-None-Match", "etag"), ("If-Modified-Since", "modified")):
                if notes.get(key):
                    headers[header] = notes[key]
        current = self.url
        for _ in range(MAX_REDIRECTS + 1):
            with Connection(current, headers, self.hosts, self.limits.idle) as response:
                if response.has_redirect_location:
                    current = urljoin(current, response.headers["Location"])
                    continue
                if response.status_code == 304 and cached.is_file():
                    return Fetched(cached, self.url, fresh=False)
                return self._take(response, current, have)
        raise InputError(f"more than {MAX_REDIRECTS} redirects", path=self.url)

    def _take(self, response: httpx.Response, current: str, have: int) -> Fetched:
        status = response.status_code
        if status >= 500 or status == 429:
            raise _Again(f"the server answered {status}", _retry_after(response))
        if status == 416:
            self._drop_partial()
            raise _Again("the server has another file than the one that was begun")
        if status not in (200, 206):
            raise InputError(f"the server answered {status}", path=self.url)
        name = _file_name(current, response)
        page = "html" in response.headers.get("Content-Type", "")
        if page and Path(name).suffix.lower() in DATA:
            raise InputError(
                "the server sent a web page in place of the file",
                path=self.url,
                hint="open the address in a browser: it may have moved or ask for consent",
            )
        at = _offset(response) if status == 206 else 0
        if at not in (0, have):
            self._drop_partial()
            raise _Again("the server sent another part than was asked for")
        validator = response.headers.get("ETag") or response.headers.get("Last-Modified") or ""
        # A weak validator does not promise the same bytes (RFC 9110, 13.1.5).
        if validator and not validator.startswith("W/"):
            (self.folder / ".partial.json").write_text(json.dumps({"validator": validator}))
        else:
            (self.folder / ".partial.json").unlink(missing_ok=True)
        self._save(response, at)
        target = self.folder / name
        (self.folder / ".partial").replace(target)
        self._drop_partial()
        kept = {
            "url": self.url,
            "file": name,
            "etag": response.headers.get("ETag"),
            "modified": response.headers.get("Last-Modified"),
        }
        before = _notes(self.folder / NOTES).get("file")
        (self.folder / NOTES).write_text(json.dumps(kept), "utf-8")
        if before and before != name:
            (self.folder / before).unlink(missing_ok=True)
        return Fetched(target, self.url, fresh=True)

    def _save(self, response: httpx.Response, at: int) -> None:
        deadline = time.monotonic() + self.limits.seconds
        path = self.folder / ".partial"
        try:
            with path.open("r+b" if at else "wb") as out:
                out.seek(at)
                out.truncate()
                for chunk in self._limited(response, at):
                    out.write(chunk)
                    if time.monotonic() > deadline:
                        raise InputError(
                            f"not downloaded within {self.limits.seconds:g} s", path=self.url
                        )
        except InputError:
            self._drop_partial()
            raise
        expected = response.headers.get("Content-Length")
        plain = response.headers.get("Content-Encoding", "identity") == "identity"
        if expected is not None and plain and path.stat().st_size - at != int(expected):
            raise _Again(f"{path.stat().st_size - at} bytes came where {expected} were announced")

    def _limited(self, response: httpx.Response, at: int) -> Iterator[bytes]:
        size = at
        for chunk in response.iter_bytes():
            size += len(chunk)
            if size > self.limits.bytes:
                raise InputError(f"the file is over {self.limits.bytes:,} bytes", path=self.url)
            sent = at + response.num_bytes_downloaded
            if size > max(self.limits.free, self.limits.ratio * sent):
                raise InputError(
                    f"the answer unpacks to more than {self.limits.ratio} times its size",
                    path=self.url,
                    hint="this is how archives are made that fill a disk",
                )
            yield chunk

    def _partial_size(self, partial: dict[str, Any]) -> int:
        path = self.folder / ".partial"
        return path.stat().st_size if partial.get("validator") and path.is_file() else 0

    def _drop_partial(self) -> None:
        for name in (".partial", ".partial.json"):
            (self.folder / name).unlink(missing_ok=True)


def _file_name(url: str, response: httpx.Response) -> str:
    name = Path(unquote(urlsplit(url).path)).name.replace("\0", "").lstrip(".")
    name = name or "index.html"
    if "." not in name and "html" in response.headers.get("Content-Type", ""):
        name += ".html"
    if len(name) > MAX_NAME:
        name = name[: MAX_NAME - 20] + Path(name).suffix[:20]
    return f"file-{name}" if name == NOTES else name


def _retry_after(response: httpx.Response) -> float | None:
    with suppress(ValueError):
        return max(0.0, float(response.headers.get("Retry-After", "")))
    return None


def _offset(response: httpx.Response) -> int:
    """Give where the part begins that `Content-Range: bytes 100-199/200` announces."""
    text = response.headers.get("Content-Range", "").removeprefix("bytes ").partition("-")[0]
    return int(text) if text.isdigit() else -1


def _notes(path: Path) -> dict[str, Any]:
    try:
        notes = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return notes if isinstance(notes, dict) else {}
