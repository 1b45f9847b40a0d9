"""Fetching the jars: in parallel, resumed where they were left, refused on a wrong checksum."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import httpx
from filelock import FileLock

from aigeo.errors import StoreError
from aigeo.neo4j_server.jars import Jar, locked_jars, neo4j_version
from aigeo.neo4j_server.mirror import repository

WORKERS: Final = 8
ATTEMPTS: Final = 4
RETRY_STATUS: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
TIMEOUT: Final = httpx.Timeout(60.0, connect=20.0)

Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all, from several threads but never two at once."""


def fetch_jars(
    cache: Path,
    *,
    jars: Sequence[Jar] | None = None,
    mirror: str | None = None,
    progress: Progress | None = None,
) -> list[Path]:
    """Give the paths of all jars of the lock file, downloading those that the cache lacks.

    Files whose checksum is wrong, in the cache or as received, are never used. `mirror` replaces
    the repository of `aigeo.neo4j_server.mirror`. Raises StoreError when a file cannot be had.
    """
    jars = locked_jars() if jars is None else jars
    folder = cache / "neo4j" / neo4j_version(jars)
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".lock"):
        missing = [jar for jar in jars if not _is_right(folder / jar.file_name, jar)]
        if missing:
            root = (mirror or repository()).rstrip("/")
            _download_all(missing, folder, root, _Counter(missing, progress))
    return [folder / jar.file_name for jar in jars]


class _Counter:
    """Adds up what the workers receive."""

    def __init__(self, jars: Sequence[Jar], progress: Progress | None) -> None:
        self._done, self._total = 0, sum(jar.size for jar in jars)
        self._progress, self._lock = progress, threading.Lock()

    def add(self, received: int) -> None:
        with self._lock:
            self._done += received
            if self._progress is not None:
                self._progress(self._done, self._total)


def _download_all(jars: Sequence[Jar], folder: Path, root: str, counter: _Counter) -> None:
    # The biggest first: the last minutes are then many small files side by side, not one big one.
    ordered = sorted(jars, key=lambda jar: -jar.size)
    with (
        # A jar is compressed already; a transfer encoding would also break resuming by offset.
        httpx.Client(
            timeout=TIMEOUT, follow_redirects=True, headers={"Accept-Encoding": "identity"}
        ) as client,
        ThreadPoolExecutor(WORKERS) as pool,
    ):
        running = [
            pool.submit(_download, client, f"{root}/{jar.path}", jar, folder, counter)
            for jar in ordered
        ]
        try:
            for future in running:
                future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _download(client: httpx.Client, url: str, jar: Jar, folder: Path, counter: _Counter) -> None:
    part = folder / f"{jar.file_name}.part"
    problem = ""
    for attempt in range(ATTEMPTS):
        if attempt > 0:
            time.sleep(0.5 * 2**attempt)
        resumed = _size(part) > 0
        try:
            _receive(client, url, jar, part, counter)
        except (httpx.TransportError, _Again) as error:
            problem = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            continue
        if _is_right(part, jar):
            part.replace(folder / jar.file_name)
            return
        part.unlink()
        counter.add(-jar.size)
        if not resumed:
            raise StoreError(
                f"{url} does not have the checksum that aigeo expects; it was thrown away",
                hint="the repository or mirror serves another file; check AIGEO_MAVEN_MIRROR",
            )
        problem = "what an earlier run left was damaged"
    raise StoreError(
        f"{url} could not be fetched ({problem})",
        hint="check the network, HTTPS_PROXY and AIGEO_MAVEN_MIRROR; the next run resumes",
    )


class _Again(Exception):
    """The server answered in a way that may be better in a moment."""


def _receive(client: httpx.Client, url: str, jar: Jar, part: Path, counter: _Counter) -> None:
    """Bring `part` to the jar's size: no more and, unless the connection breaks, no less."""
    have = _size(part)
    if have > jar.size:
        part.unlink()
        have = 0
    if have == jar.size:
        counter.add(have)
        return
    headers = {"Range": f"bytes={have}-"} if have else {}
    with client.stream("GET", url, headers=headers) as response:
        if response.status_code in RETRY_STATUS:
            raise _Again(f"HTTP {response.status_code}")
        if not response.is_success:
            raise StoreError(
                f"{url} cannot be fetched: HTTP {response.status_code}",
                hint="check AIGEO_MAVEN_MIRROR and the network's rules for Maven Central",
            )
        if response.status_code != httpx.codes.PARTIAL_CONTENT:
            have = 0  # the server does not resume: it sends the whole file
        counted = have
        counter.add(have)
        try:
            with part.open("ab" if have else "wb") as out:
                # Without a chunk size: else what came before a broken connection would be lost.
                for chunk in response.iter_bytes():
                    out.write(chunk)
                    counted += len(chunk)
                    counter.add(len(chunk))
                    if counted > jar.size:
                        break
        except httpx.TransportError:
            counter.add(-counted)
            raise
    if counted < jar.size:
        counter.add(-counted)
        raise _Again(f"{counted} of {jar.size} bytes came")


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _is_right(path: Path, jar: Jar) -> bool:
    if _size(path) != jar.size:
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == jar.sha256
