"""CSV tables: nodes, edges, statements and sources, as a folder or one zip file.

RFC 4180 with a header line, UTF-8. A list or map is JSON text, an absent value an empty field.
Licence and attribution stand in every row of `sources.csv`.

The bytes are those of Python's `csv.writer`, which takes twice as long: for each character it asks
whether that character ends lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Any

from aigeo.export.reader import Graph
from aigeo.export.spool import Spool, as_text
from aigeo.export.tables import TABLES
from aigeo.model.batches import batches

TITLE = "CSV tables of nodes, edges, statements and sources"
FILES = tuple(f"{name}.csv" for name in TABLES)
ROWS_A_PIECE = 200


def write_file(graph: Graph, name: str, out: IO[bytes]) -> None:
    """Write one of the tables."""
    rows, first = TABLES[name.removesuffix(".csv")]
    with Spool(rows(graph)) as spool:
        columns = spool.columns(first)
        out.write(line(columns).encode("utf-8", "backslashreplace"))
        for lines in batches(_lines(spool, columns), ROWS_A_PIECE):
            out.write("".join(lines).encode("utf-8", "backslashreplace"))


def line(cells: Iterable[Any]) -> str:
    """Give one row with its line break."""
    fields = []
    for cell in cells:
        kind = cell.__class__
        if cell is None:
            text = ""
        elif kind is int:
            text = str(cell)
        else:
            text = cell if kind is str else as_text(cell)
            # Four searches for one character cost less than one for a class of them.
            if '"' in text:
                text = '"' + text.replace('"', '""') + '"'
            elif "," in text or "\n" in text or "\r" in text:
                text = f'"{text}"'
        fields.append(text)
    return ",".join(fields) + "\r\n"


def _lines(spool: Spool, columns: list[str]) -> Iterator[str]:
    for row in spool:
        yield line(map(row.get, columns))
