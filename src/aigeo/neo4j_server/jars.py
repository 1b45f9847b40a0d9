"""The lock file: which jars make a Neo4j server, and their checksums."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources

from aigeo.errors import ConfigError

LOCK_FILE = "jars.lock"
_NAME = r"[A-Za-z0-9_][\w.-]*"
_LINE = re.compile(
    rf"(?P<group>{_NAME}):(?P<artifact>{_NAME}):(?P<version>{_NAME})(?::(?P<classifier>{_NAME}))?"
    r" (?P<sha256>[0-9a-f]{64}) (?P<size>[0-9]+)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Jar:
    """One file of a Maven repository; `size` in bytes, `sha256` in lower-case hex."""

    group: str
    artifact: str
    version: str
    classifier: str | None
    sha256: str
    size: int

    @property
    def file_name(self) -> str:
        """The file's name, as it stands in a repository and in the cache."""
        suffix = f"-{self.classifier}" if self.classifier is not None else ""
        return f"{self.artifact}-{self.version}{suffix}.jar"

    @property
    def path(self) -> str:
        """The file's path below the root of a Maven repository."""
        return "/".join([*self.group.split("."), self.artifact, self.version, self.file_name])


def locked_jars() -> tuple[Jar, ...]:
    """Give the jars of the lock file shipped with aigeo. Raises ConfigError when it is damaged."""
    return parse_lock(resources.files("aigeo.neo4j_server").joinpath(LOCK_FILE).read_text("utf-8"))


def parse_lock(text: str) -> tuple[Jar, ...]:
    """Read lock lines `group:artifact:version[:classifier] sha256 size`; `#` starts a comment.

    Raises ConfigError for a line of another form, for two jars of one file name, and when the
    server itself is not among the jars.
    """
    jars: dict[str, Jar] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line)
        if found is None:
            raise ConfigError(f"{LOCK_FILE}, line {number}: not a locked jar: {line[:80]!r}")
        jar = Jar(
            found["group"],
            found["artifact"],
            found["version"],
            found["classifier"],
            found["sha256"],
            int(found["size"]),
        )
        if jar.file_name in jars:
            raise ConfigError(f"{LOCK_FILE}, line {number}: {jar.file_name} is locked twice")
        jars[jar.file_name] = jar
    neo4j_version(jars.values())
    return tuple(jars.values())


def neo4j_version(jars: Iterable[Jar]) -> str:
    """Give the version of the server among `jars`. Raises ConfigError when there is none."""
    for jar in jars:
        if (jar.group, jar.artifact) == ("org.neo4j.app", "neo4j-server"):
            return jar.version
    raise ConfigError(f"{LOCK_FILE} does not name org.neo4j.app:neo4j-server")
