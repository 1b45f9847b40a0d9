"""What is kept about a running server: where it answers, and the process that it is."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psutil

from aigeo.store.private import write_private

FILE = "server.json"


@dataclass(frozen=True, slots=True)
class ServerInfo:
    """A running server: Bolt address, user and password, HTTP address, process."""

    uri: str
    user: str
    password: str = field(repr=False)
    pid: int
    http: str
    started: float
    """When the process was made (seconds since 1970): tells it from a later one of the same pid."""

    def process(self) -> psutil.Process | None:
        """Give the running process, None when it has ended."""
        try:
            process = psutil.Process(self.pid)
            same = abs(process.create_time() - self.started) < 2
            return process if same and process.status() != psutil.STATUS_ZOMBIE else None
        except psutil.NoSuchProcess:
            return None

    def exports(self) -> str:
        """Give the shell lines that make `aigeo` use this server."""
        return (
            f"export AIGEO_URI={self.uri}\n"
            f"export AIGEO_USER={self.user}\n"
            f"export AIGEO_PASSWORD={self.password}"
        )


def write_info(home: Path, info: ServerInfo) -> None:
    """Keep `info` in the server's folder, readable by the user only."""
    write_private(home / FILE, json.dumps(asdict(info), indent=1) + "\n")


def read_info(home: Path) -> ServerInfo | None:
    """Give what `write_info` kept, None where there is nothing of use."""
    try:
        return ServerInfo(**json.loads((home / FILE).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None  # no server was started here, or the file was cut short by a full disk


def forget_info(home: Path) -> None:
    """Remove what `write_info` kept."""
    (home / FILE).unlink(missing_ok=True)
