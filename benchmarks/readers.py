"""Fifty readers of `aigeo serve` at once for a minute: no error, no growth of memory.

    python -m benchmarks.readers [--readers 50] [--seconds 60] [--entities 4000] [--relations 20000]

The server is the real command on the embedded engine, in a process of its own, with a generated
graph; readers are threads of this process with a connection each, on loopback only, and stop by
themselves. They ask a mix of searches, entities, statements, neighbours, paths, saved queries,
sources and small exports. An answer of 503 says that as many exports run as the server allows; it
is counted apart. Memory is the server's resident set, engine included, each second; growth is the
median of the last quarter over that of the second. Exit code 1 when an aim is missed.
"""

from __future__ import annotations

import argparse
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import httpx
import psutil

from benchmarks.generated import stored

MAX_GROWTH = 1.05


class Readers:
    """What all readers share."""

    def __init__(self, url: str, entities: int) -> None:
        self.url, self.entities = url, entities
        self.answers: Counter[tuple[str, int | str]] = Counter()
        self.times: dict[str, list[float]] = {}
        self.stop = threading.Event()
        self._lock = threading.Lock()

    def path(self, chance: random.Random) -> tuple[str, str]:
        """Give a kind of question and its path."""
        a, b = (f"firm:generated-{chance.randrange(self.entities):07}" for _ in range(2))
        number = chance.randrange(self.entities)
        return chance.choice([
            ("health", "/health"),
            ("sources", "/sources"),
            ("search", f"/search?q=Generated+{number}"),
            ("entity", f"/entities/{a}"),
            ("statements", f"/entities/{a}/statements?limit=20"),
            ("neighbours", f"/entities/{a}/neighbours?limit=50"),
            ("page", f"/entities?type=Firm&offset={number}&limit=50"),
            ("paths", f"/paths?from={a}&to={b}&max_hops=2"),
            ("queries", "/queries"),
            ("stats", "/stats"),
            ("export", f"/exports/jsonl?around={a}&hops=0"),
        ])  # fmt: skip

    def read(self, seed: int) -> None:
        """Ask until told to stop."""
        chance = random.Random(seed)
        with httpx.Client(base_url=f"{self.url}/api/v1", timeout=30) as client:
            while not self.stop.is_set():
                kind, path = self.path(chance)
                started = time.perf_counter()
                try:
                    status: int | str = client.get(path).status_code
                except httpx.HTTPError as error:
                    status = type(error).__name__
                seconds = time.perf_counter() - started
                with self._lock:
                    self.answers[kind, status] += 1
                    self.times.setdefault(kind, []).append(seconds)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--readers", type=int, default=50)
    options.add_argument("--seconds", type=int, default=60)
    options.add_argument("--entities", type=int, default=4000)
    options.add_argument("--relations", type=int, default=20_000)
    options.add_argument("--home", type=Path)
    arguments = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = arguments.home or Path(folder)
        stored(home, arguments.entities, arguments.relations)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = subprocess.Popen(
            [sys.executable, "-m", "aigeo", "serve", "--port", str(port)],
            env={**os.environ, "AIGEO_HOME": str(home)}, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            return measure(Readers(f"http://127.0.0.1:{port}", arguments.entities), server,
                           arguments)  # fmt: skip
        finally:
            server.terminate()
            server.wait(30)


def measure(
    readers: Readers, server: subprocess.Popen[bytes], arguments: argparse.Namespace
) -> int:
    wait_for(readers.url, server)
    threads = [
        threading.Thread(target=readers.read, args=(seed,)) for seed in range(arguments.readers)
    ]
    process, memory = psutil.Process(server.pid), []
    for thread in threads:
        thread.start()
    for _ in range(arguments.seconds):
        time.sleep(1)
        memory.append(process.memory_info().rss / 2**20)
    readers.stop.set()
    for thread in threads:
        thread.join(60)
    return report(readers, memory)


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if server.poll() is not None:
            sys.exit(f"the server ended with {server.returncode}")
        try:
            if httpx.get(f"{url}/api/v1/health", timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    sys.exit("the server does not answer")


def report(readers: Readers, memory: list[float]) -> int:
    """Print what was seen; 1 when there was an error or memory grew."""
    print(f"{'question':12}{'answers':>8}{'median ms':>11}{'95 % ms':>9}")
    for kind, times in sorted(readers.times.items()):
        slow = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
        print(f"{kind:12}{len(times):>8}{statistics.median(times) * 1e3:>11.0f}{slow * 1e3:>9.0f}")
    total = sum(readers.answers.values())
    busy = sum(n for (_, status), n in readers.answers.items() if status == 503)
    wrong = {key: n for key, n in readers.answers.items() if key[1] not in (200, 503)}
    quarter = max(1, len(memory) // 4)
    before, after = (
        statistics.median(memory[quarter : 2 * quarter]),
        statistics.median(memory[-quarter:]),
    )
    growth = after / before
    print(f"{total} answers, {busy} of them busy (exports); errors: {wrong or 'none'}")
    print(f"memory: {before:.0f} MB in the second quarter, {after:.0f} MB in the last, "
          f"{growth:.3f} times (aim {MAX_GROWTH})")  # fmt: skip
    return 1 if wrong or growth > MAX_GROWTH else 0


if __name__ == "__main__":
    sys.exit(main())
