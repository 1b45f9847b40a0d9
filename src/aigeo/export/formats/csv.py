"""CSV tables: nodes, edges, statements and sources, as a folder or one zip file.

RFC 4180 with a header line, UTF-8. A list or map is JSON text, an absent value an empty field.
Licence and attribution stand in every row of `sources.csv`.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from operator import methodcaller
from pathlib import Path
from typing import Any, BinaryIO

from aigeo.export.reader import Graph
from aigeo.export.spool import Spool, as_text

TITLE = "CSV tables of nodes, edges, statements and sources (a folder or a .zip file)"
SUFFIX = ".zip"

_SOURCE = ("id", "title", "publisher", "url", "published", "retrieved", "licence", "attribution")
_STATEMENT = ("id", "kind", "type", "subject", "object", "fact", "source", "quote")
_Rows = Callable[[Graph], Iterator[dict[str, Any]]]
_TABLES: Mapping[str, tuple[_Rows, tuple[str, ...]]] = {
    "nodes.csv": (methodcaller("entities"), ("id", "type", "labels", "name")),
    "edges.csv": (methodcaller("relations"), ("id", "type", "subject", "object")),
    "statements.csv": (methodcaller("statements"), _STATEMENT),
    "sources.csv": (methodcaller("sources"), _SOURCE),
}
FILES = frozenset(_TABLES)
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date of a zip entry: same graph, same bytes


def write(graph: Graph, out: BinaryIO) -> None:
    """Write the tables as one zip archive."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in _TABLES:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with archive.open(entry, "w", force_zip64=True) as table:
                _write_table(graph, name, table)


def write_folder(graph: Graph, folder: Path) -> None:
    """Write the tables as files of a folder that exists."""
    for name in _TABLES:
        with (folder / name).open("wb") as table:
            _write_table(graph, name, table)


def _write_table(graph: Graph, name: str, out: Any) -> None:
    rows, first = _TABLES[name]
    text = io.TextIOWrapper(out, "utf-8", "backslashreplace", newline="")
    with Spool(rows(graph)) as spool:
        columns = spool.columns(first)
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(columns)
        for row in spool:
            values = (row.get(column) for column in columns)
            writer.writerow(["" if value is None else as_text(value) for value in values])
    text.flush()
    text.detach()
