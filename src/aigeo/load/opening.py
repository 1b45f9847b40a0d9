"""Opening data files, gzip-compressed ones too, within limits."""

from __future__ import annotations

import gzip
import io
import zlib
from pathlib import Path
from typing import IO, cast

from aigeo.errors import InputError

GZIP_MAGIC = b"\x1f\x8b"
FREE_BYTES = 64 * 1024 * 1024
"""Unpacked bytes below which the ratio says nothing: short repetitive tables pack very well."""
MAX_RATIO = 200
"""Unpacked over packed size. Lists and tables reach 5 to 40, bombs 1,000 (deflate's own limit)."""
MAX_UNPACKED = 16 * 1024**3


class _Unpacked(io.RawIOBase):
    """The bytes of a gzip file; InputError instead of endless output."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._packed = path.stat().st_size
        self._file = gzip.open(path, "rb")  # noqa: SIM115 - closed with this object
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            chunk = self._file.read(len(buffer))
        except (EOFError, OSError, zlib.error) as error:
            raise InputError(
                f"the compressed file is damaged or cut off: {error}",
                path=self._path,
                hint="download it again",
            ) from error
        self._size += len(chunk)
        if self._size > MAX_UNPACKED or self._size > max(FREE_BYTES, MAX_RATIO * self._packed):
            raise InputError(
                f"the file unpacks to more than {MAX_RATIO} times its size; not read",
                path=self._path,
                hint="unpack it yourself when you trust it",
            )
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        self._file.close()
        super().close()


def is_gzip(path: Path) -> bool:
    """Tell whether a file is gzip-compressed, by its first bytes."""
    with path.open("rb") as raw:
        return raw.read(2) == GZIP_MAGIC


def open_bytes(path: Path) -> IO[bytes]:
    """Open a file for reading, unpacked where it is gzip-compressed.

    Reading raises InputError for a damaged archive and for one that unpacks to over 200 times
    its size (beyond 64 MiB) or over 16 GiB.
    """
    if is_gzip(path):
        return cast("IO[bytes]", io.BufferedReader(_Unpacked(path), 1 << 20))
    return path.open("rb")


def check_unpacked(path: Path) -> None:
    """Unpack a gzip file once without keeping it, so that a bomb is found before it is read.

    Raises InputError as reading would; other files are not looked at.
    """
    if is_gzip(path):
        with open_bytes(path) as raw:
            while raw.read(1 << 20):
                pass


def open_text(path: Path, encoding: str) -> io.TextIOWrapper:
    """Open a text file, unpacked where it is gzip-compressed; line ends stay as they are."""
    return io.TextIOWrapper(open_bytes(path), encoding=encoding, newline="")


def suffix_of(path: Path) -> str:
    """Give a file's suffix in lower case, without the `.gz` of a compressed file."""
    suffix = path.suffix.lower()
    return Path(path.stem).suffix.lower() if suffix == ".gz" else suffix
