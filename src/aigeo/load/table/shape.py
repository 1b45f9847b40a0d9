"""The form of a table that nobody has described: format, encoding, delimiter, where rows begin."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from aigeo.errors import InputError
from aigeo.load.opening import open_text, suffix_of
from aigeo.load.spec import FileSpec
from aigeo.load.table.columns import (
    DELIMITERS,
    encoding_of,
    is_json_lines,
    separator_line,
)
from aigeo.load.table.loader import FORMATS
from aigeo.load.table.model import UTF8

ROWS = 200
"""Rows that are looked at."""
WESTERN = "cp1252"
"""What a text that is not UTF-8 mostly is: spreadsheets of Western Europe and the Americas."""
FULL = 0.6
"""Share of the fullest row's cells that a row has filled to be a header, and not a title."""
DEEPEST = 4


def shape_of(path: Path) -> FileSpec:
    """Guess how a table has to be read. Raises InputError for a file of no known format."""
    format_ = FORMATS.get(suffix_of(path))
    if format_ is None:
        raise InputError("no table: csv, tsv, json, jsonl or parquet are read", path=path)
    if format_ == "json" and is_json_lines(path):
        format_ = "jsonl"
    spec = FileSpec(name=path.name, format=format_)
    if format_ == "parquet":
        return spec
    spec = replace(spec, encoding=_encoding(path))
    if format_ == "json":
        return replace(spec, records=_records(path, spec))
    return _delimited(path, spec) if format_ in ("csv", "tsv") else spec


def described(spec: FileSpec) -> Iterator[str]:
    """Give the lines of a mapping that say what is not usual about a table's form."""
    if spec.records is not None:
        yield f"records: {spec.records}"
    if spec.format == "csv" and spec.delimiter not in (None, ","):
        yield f"delimiter: {json.dumps(spec.delimiter)}"
    if spec.encoding == WESTERN:
        yield f"encoding: {spec.encoding} # a guess: it is not UTF-8"
    if spec.skip_lines:
        yield f"skip_lines: {spec.skip_lines}"
    if spec.ragged == "reject":
        yield "ragged: reject # rows of another number of fields, such as notes below the table"


def _encoding(path: Path) -> str:
    encoding = encoding_of(path)
    if encoding == UTF8:
        try:
            with open_text(path, UTF8) as text:
                for _ in text:
                    pass
        except UnicodeDecodeError:
            return WESTERN
    return encoding


def _delimited(path: Path, spec: FileSpec) -> FileSpec:
    if spec.format == "csv":
        if (stated := separator_line(path, spec)) is not None:
            return replace(spec, delimiter=stated, skip_lines=1)
        with open_text(path, spec.encoding) as text:
            head = list(islice(text, 20))
        # Lines above the header hold few delimiters, if any.
        spec = replace(
            spec, delimiter=max(DELIMITERS, key=lambda d: max(map(_of(d), head), default=0))
        )
    delimiter = spec.delimiter or "\t"
    with open_text(path, spec.encoding) as text:
        reader = csv.reader(text, delimiter=delimiter)
        rows = [(reader.line_num, row) for row in islice(reader, ROWS) if any(map(str.strip, row))]
    filled = [sum(bool(cell.strip()) for cell in row) for _, row in rows]
    most = max(filled, default=0)
    start = next((n for n, count in enumerate(filled) if count >= FULL * most), 0)
    width = len(rows[start][1]) if rows else 0
    ragged = any(len(row) != width and any(row[width:] or ["x"]) for _, row in rows[start + 1 :])
    above = rows[start - 1][0] if start else 0
    return replace(spec, skip_lines=above, ragged="reject" if ragged else "fail")


def _of(delimiter: str) -> Any:
    return lambda line: line.count(delimiter)


def _records(path: Path, spec: FileSpec) -> str | None:
    """Give the place of a JSON file's records, None where it is the top."""
    with open_text(path, spec.encoding) as text:
        try:
            data = json.load(text)
        except (ValueError, RecursionError) as error:
            raise InputError(f"not readable as JSON: {error}", path=path) from error
    return next(_places(data, ""), None) if isinstance(data, dict) else None


def _places(value: Any, place: str) -> Iterator[str]:
    """Give the places of lists of objects, upper ones first."""
    inner = value.items() if isinstance(value, dict) else ()
    for key, item in inner:
        if isinstance(item, list) and item and isinstance(item[0], dict):
            yield f"{place}{key}"
    if place.count(".") < DEEPEST:
        for key, item in inner:
            yield from _places(item, f"{place}{key}.")
