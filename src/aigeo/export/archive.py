"""Formats of several files: a folder, or one zip archive of the same files."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, BinaryIO

from aigeo.export.notices import document
from aigeo.export.reader import Graph

SUFFIX = ".zip"
LICENCE = "LICENCE.txt"
WriteFile = Callable[[Graph, str, IO[bytes]], None]
"""Writes one of the files, by name."""
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date of a zip entry: same graph, same bytes


def write_zip(files: Sequence[str], write_file: WriteFile, graph: Graph, out: BinaryIO) -> None:
    """Write the files, and the licences, as one zip archive."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in (*files, LICENCE):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with archive.open(entry, "w", force_zip64=True) as part:
                _write(write_file, graph, name, part)


def write_folder(files: Sequence[str], write_file: WriteFile, graph: Graph, folder: Path) -> None:
    """Write the files, and the licences, into a folder that exists."""
    for name in (*files, LICENCE):
        with (folder / name).open("wb") as part:
            _write(write_file, graph, name, part)


def _write(write_file: WriteFile, graph: Graph, name: str, out: IO[bytes]) -> None:
    if name == LICENCE:
        out.write(document(graph.notices()).encode())
    else:
        write_file(graph, name, out)
