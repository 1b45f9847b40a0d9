"""CSV tables: nodes, edges, statements and sources, as a folder or one zip file.

RFC 4180 with a header line, UTF-8. A list or map is JSON text, an absent value an empty field.
Licence and attribution stand in every row of `sources.csv`.
"""

from __future__ import annotations

import csv
import io
from typing import IO

from aigeo.export.reader import Graph
from aigeo.export.spool import Spool, as_text
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
        # The writer spells text and whole numbers as we do; most cells are such.
        others = [n for n, c in enumerate(columns) if spool.kinds(c) - {"string", "long"}]
        for row in spool:
            cells = list(map(row.get, columns))
            for n in others:
                if cells[n] is not None:
                    cells[n] = as_text(cells[n])
            writer.writerow(cells)
    text.flush()
    text.detach()
