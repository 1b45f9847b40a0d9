"""Folders and files that only their owner reads: graphs, addresses, passwords."""

from __future__ import annotations

import os
from pathlib import Path

from aigeo.errors import StoreError


def make_private(home: Path) -> None:
    """Make a data folder that only the user can enter.

    Raises StoreError when it cannot be made or written.
    """
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StoreError(
            f"the data folder {home} cannot be made: {error.strerror}",
            hint="set AIGEO_HOME to a folder that you can write",
        ) from error
    if not os.access(home, os.W_OK):
        raise StoreError(
            f"the data folder {home} cannot be written",
            hint="set AIGEO_HOME to a folder that you can write",
        )


def write_private(path: Path, text: str) -> None:
    """Write so that no other user can read it and no reader sees half of it."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    temporary.unlink(missing_ok=True)
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
    temporary.replace(path)
