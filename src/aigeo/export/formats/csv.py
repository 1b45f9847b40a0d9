"""CSV tables: nodes, edges, statements and sources, as a folder or one zip file.

RFC 4180 with a header line, UTF-8. A list or map is JSON text, an absent value an empty field.
Licence and attribution stand in every row of `sources.csv`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import IO, Any

from aigeo.export.jsontext import line
from aigeo.export.reader import Graph
from aigeo.export.spool import Spool
from aigeo.export.tables import TABLES

TITLE = "CSV tables of nodes, edges, statements and sources"
FILES = tuple(f"{name}.csv" for name in TABLES)


def write_file(graph: Graph, name: str, out: IO[bytes]) -> None:
    """Write one of the tables."""
    rows, first = TABLES[name.removesuffix(".csv")]
    text = io.TextIOWrapper(out, "utf-8", "backslashreplace", newline="")
    with Spool(rows(graph)) as spool:
        columns = spool.columns(first)
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(columns)
        # The writer spells text and numbers as we do; most cells are such, and rows have no
        # infinite ones (`Spool`).
        others = [n for n, c in enumerate(columns) if spool.kinds(c) & {"boolean", "json"}]
        writer.writerows(_cells(spool, columns, others))
    text.flush()
    text.detach()


def _cells(spool: Spool, columns: list[str], others: list[int]) -> Iterator[list[Any]]:
    for row in spool:
        cells = list(map(row.get, columns))
        for n in others:
            value = cells[n]
            kind = value.__class__
            if kind is list or kind is dict:
                cells[n] = line(value).decode()
            elif kind is bool:
                cells[n] = "true" if value else "false"
        yield cells
