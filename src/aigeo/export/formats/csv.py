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
_AS_IT_IS = (str, type(None))


def write_file(graph: Graph, name: str, out: IO[bytes]) -> None:
    """Write one of the tables."""
    rows, first = TABLES[name.removesuffix(".csv")]
    text = io.TextIOWrapper(out, "utf-8", "backslashreplace", newline="")
    with Spool(rows(graph)) as spool:
        columns = spool.columns(first)
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(columns)
        for row in spool:
            get = row.get
            writer.writerow(
                [v if v.__class__ in _AS_IT_IS else as_text(v) for v in map(get, columns)]
            )
    text.flush()
    text.detach()
