"""An Excel workbook: sheets of nodes, edges, statements, sources and licences.

Text that looks like a formula or address stays text. A list or map is JSON text. A sheet holds
1,048,576 rows: what is beyond goes into a further sheet ("edges 2"). A cell holds 32,767
characters: longer text is cut and ends in "…". Needs the package xlsxwriter (extra `excel`).
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain, islice
from typing import Any, BinaryIO

from aigeo.export.notices import lines
from aigeo.export.reader import Graph
from aigeo.export.registry import package
from aigeo.export.spool import Spool, as_text
from aigeo.export.tables import TABLES

TITLE = "Excel workbook with sheets of nodes, edges, statements and sources"
SUFFIX = ".xlsx"

MAX_ROWS = 1_048_575
"""Rows of a sheet below its header."""
MAX_CELL = 32_767
MAX_EXACT = 2**53
"""Excel keeps numbers as doubles: larger whole numbers are written as text."""
_CREATED = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # same graph, same bytes
_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write(graph: Graph, out: BinaryIO) -> None:
    """Write one workbook. Raises ConfigError without the package xlsxwriter."""
    writer = package("xlsxwriter", "excel")
    with tempfile.TemporaryDirectory(prefix="aigeo-") as folder, _held(out) as target:
        book = writer.Workbook(target, {**_OPTIONS, "tmpdir": folder})
        book.set_properties({"author": "aigeo", "created": _CREATED})
        bold = book.add_format({"bold": True})
        for name, (rows, first) in TABLES.items():
            with Spool(rows(graph)) as spool:
                columns = spool.columns(first)
                for title, part in _sheets(name, iter(spool)):
                    sheet = book.add_worksheet(title)
                    sheet.freeze_panes(1, 1)
                    sheet.write_row(0, 0, columns, bold)
                    for number, row in enumerate(part, 1):
                        for column, key in enumerate(columns):
                            if (value := row.get(key)) is not None:
                                _write(sheet, number, column, value)
        sheet = book.add_worksheet("licences")
        for number, line in enumerate(lines(graph.notices())):
            sheet.write_string(number, 0, _cell(line))
        book.close()


def _held(out: BinaryIO) -> Any:
    """Give a seekable file whose content reaches `out` at the end: a zip needs to seek."""
    return _Held(out)


class _Held:
    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._file = tempfile.TemporaryFile(prefix="aigeo-")  # noqa: SIM115

    def __enter__(self) -> Any:
        return self._file

    def __exit__(self, failed: object, *_: object) -> None:
        with self._file as file:
            if failed is None:
                file.seek(0)
                while piece := file.read(1 << 20):
                    self._out.write(piece)


def _sheets(name: str, rows: Iterator[Any]) -> Iterator[tuple[str, Iterator[Any]]]:
    number = 1
    first: list[Any] = []
    while True:
        yield (name if number == 1 else f"{name} {number}"), islice(chain(first, rows), MAX_ROWS)
        first = list(islice(rows, 1))
        if not first:
            return
        number += 1


def _write(sheet: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float) and abs(value) <= MAX_EXACT:
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, _cell(as_text(value)))


def _cell(text: str) -> str:
    text = _NOT_XML.sub("\ufffd", text)
    return text if len(text) <= MAX_CELL else text[: MAX_CELL - 1] + "…"
