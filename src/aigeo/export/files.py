"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from aigeo.errors import UsageError


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a stream that takes the place of `path` when the block ends without an error.

    Until then, and after an error, `path` is as it was. A device or pipe is written directly.
    Raises OSError where the folder cannot be written.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            yield device
        return
    temporary = _beside(path)
    try:
        with temporary.open("xb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        if path.exists():
            shutil.copymode(path, temporary)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def replacing_folder(path: Path, names: frozenset[str]) -> Iterator[Path]:
    """Give a folder that takes the place of `path` when the block ends without an error.

    An existing folder is replaced only when it holds nothing but files called `names`; raises
    UsageError otherwise.
    """
    path = path.resolve()
    if path.exists() and not path.is_dir():
        raise UsageError(f"{path} is a file, not a folder", hint="name a folder or a .zip file")
    foreign = sorted(p.name for p in path.iterdir() if p.name not in names) if path.exists() else []
    if foreign:
        raise UsageError(
            f"the folder {path} holds other files ({foreign[0]})", hint="name an empty folder"
        )
    temporary, old = _beside(path), _beside(path)
    temporary.mkdir()
    try:
        yield temporary
        if path.exists():
            path.rename(old)
        temporary.rename(path)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
        if old.exists():
            if path.exists():
                shutil.rmtree(old)
            else:
                old.rename(path)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}")
