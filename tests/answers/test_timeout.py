"""A question that takes too long ends with a message, on both engines."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable

from aigeo.store import Store

LONG = "UNWIND range(1, 5000) AS a UNWIND range(1, 5000) AS b RETURN sum(a * b) AS s"


def test_no_answer_in_time(store: Store, use_store: Callable[[Store], dict[str, str]]) -> None:
    env = {**os.environ, **use_store(store)}

    def aigeo(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "aigeo", *arguments], env=env, capture_output=True, text=True
        )

    began = time.monotonic()
    done = aigeo("cypher", LONG, "--timeout", "1")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("aigeo: no answer within 1 seconds (ask for less")
    assert time.monotonic() - began < 60
    quick = aigeo("cypher", "RETURN 1 AS one", "--timeout", "60", "--format", "csv")
    assert (quick.returncode, quick.stdout) == (0, "one\n1\n")
    assert aigeo("cypher", "RETURN 1 AS one", "--timeout", "0").returncode == 2
    assert store.read("RETURN 1 AS one") == [{"one": 1}]
