"""Rows of data files, which remember what was read of them."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import dropwhile
from pathlib import Path
from typing import Any

from aigeo.errors import InputError
from aigeo.load.jsonrecords import records_of
from aigeo.load.opening import check_unpacked, open_bytes, open_text
from aigeo.load.parquet import read_parquet
from aigeo.load.spec import FileSpec
from aigeo.model.records import Evidence

MAX_FIELD = 10_000_000
csv.field_size_limit(MAX_FIELD)
RAGGED = "\0ragged"
"""Key under which a row of a wrong number of fields says so."""
_TEXTS = frozenset((str, type(None)))
PAGES = ("<!doctype", "<html", "<head", "<body", "<?xml")
"""How web pages begin, and the XML in which stores of files tell their errors."""


class Row(Mapping[str, Any]):
    """One record of a data file.

    `row[column]` gives the stripped text, "" where the field is empty or the column absent;
    fields of JSON files keep their JSON type. `number` counts data rows from 1.
    """

    __slots__ = ("_fresh", "_read", "_touched", "_values", "file", "number")

    def __init__(
        self, values: Mapping[str, Any], *, file: str, number: int, touched: set[str]
    ) -> None:
        self._values = values
        self._touched = touched
        self.file = file
        self.number = number
        self._read: dict[str, None] = {}
        self._fresh: dict[str, None] = {}

    def __getitem__(self, column: str) -> Any:
        self._touched.add(column)
        self._fresh[column] = None
        value = self._values.get(column)
        if value is None:
            return ""
        return value.strip() if isinstance(value, str) else value

    def get(self, column: str, default: Any = None) -> Any:
        """Give the field, or `default` where it is empty."""
        value = self[column]
        return default if value == "" else value

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __contains__(self, column: object) -> bool:
        return column in self._values

    def hashed(self) -> int:
        """Give a hash of all fields, whatever their order, without counting them as read."""
        if _TEXTS.issuperset(map(type, self._values.values())):
            return hash(frozenset(self._values.items()))
        return hashed(self._values)

    def with_values(self, values: Mapping[str, Any]) -> Row:
        """Give this row with other values in some of its columns."""
        return Row({**self._values, **values}, file=self.file, number=self.number,
                   touched=self._touched)  # fmt: skip

    def cite(self, *columns: str) -> Evidence:
        """Give evidence that names this row and the text of `columns`.

        Without columns: those read since the last evidence was taken, or else all read so far.
        """
        self._touched.update(columns)
        if self._fresh:
            self._read.update(self._fresh)
            chosen = columns or tuple(self._fresh)
            self._fresh.clear()
        else:
            chosen = columns or tuple(self._read)
        values = self._values
        cells = {
            column: text for column in chosen
            if (value := values.get(column)) is not None
            and (text := value.strip() if type(value) is str else _text(value))
        }  # fmt: skip
        return Evidence(part=self.file, row=self.number, columns=cells)


def cited(evidence: Evidence | Row) -> Evidence:
    """Give evidence as it is, and a row as the evidence of what was read of it."""
    return evidence.cite() if isinstance(evidence, Row) else evidence


def hashed(values: Any) -> int:
    """Give a hash of JSON values that holds for this run: equal for equal content alone."""
    return hash(json.dumps(values, ensure_ascii=False, sort_keys=True, default=str))


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def read_rows(
    path: Path, spec: FileSpec, touched: set[str], bad: Callable[[int, str], None] | None = None
) -> Iterator[Row]:
    """Read a data file row by row; `bad` is told number and fault of rows that are left out.

    Raises InputError naming the file, and the row or column, when the file is empty, not of the
    declared format or encoding, lacks a required column, or has a row with too many or too few
    fields.
    """
    if path.stat().st_size == 0:
        raise InputError("the file is empty", path=path)
    check_unpacked(path)
    reader = {
        "csv": _read_csv, "tsv": _read_csv, "json": _read_json, "jsonl": _read_json_lines,
        "parquet": _read_parquet,
    }  # fmt: skip
    if spec.format not in reader:
        raise InputError(f"format {spec.format!r} has no rows", path=path)
    for number, values in enumerate(reader[spec.format](path, spec), start=1):
        if RAGGED in values:
            if bad is not None:
                bad(number, values[RAGGED])
            continue
        yield Row(values, file=spec.part(path), number=number, touched=touched)


def read_header(path: Path, spec: FileSpec) -> tuple[str, ...]:
    """Give the column names of a delimited file without reading its rows. Raises InputError."""
    if spec.header is not None:
        return spec.header
    with _decoded(path, spec) as lines:
        return _header(_csv_reader(lines, spec), spec)


def _header(reader: Iterator[list[str]], spec: FileSpec) -> tuple[str, ...]:
    """Give the names of columns, white space made single.

    Several header rows are joined, as in "2024 / Units": a cell of an upper row stands above all
    empty ones to its right. Rows without any text above the header are no part of it.
    """
    filled = dropwhile(lambda row: not any(map(str.strip, row)), reader)
    rows = [next(filled, []) for _ in range(spec.header_rows)]
    width = max(map(len, rows))
    names: list[list[str]] = [[] for _ in range(width)]
    for level, row in enumerate(rows, start=1):
        above = ""
        for place in range(width):
            text = " ".join(row[place].split()) if place < len(row) else ""
            above = text or (above if level < spec.header_rows else "")
            if above and above not in names[place]:
                names[place].append(above)
    return tuple(" / ".join(parts) for parts in names)


def check_columns(path: Path, spec: FileSpec, columns: tuple[str, ...]) -> None:
    """Raise InputError when a required column is missing."""
    missing = [c for c in spec.required if c not in columns]
    if missing:
        found = ", ".join(columns[:12]) + (" …" if len(columns) > 12 else "")
        raise InputError(
            f"the required column {missing[0]!r} is missing; the file has: {found}",
            path=path,
            field=missing[0],
            hint="compare the file with the publisher's current layout",
        )


class _decoded:
    """Open text and turn a wrong encoding into an error that names the file."""

    def __init__(self, path: Path, spec: FileSpec) -> None:
        self._path, self._spec = path, spec
        try:
            self._handle = open_text(path, spec.encoding)
        except LookupError as error:
            raise InputError(
                f"{spec.encoding!r} is no known encoding", path=path, hint="such as cp1252"
            ) from error

    def __enter__(self) -> Iterator[str]:
        return self._lines()

    def __exit__(self, *_: object) -> None:
        self._handle.close()

    def _lines(self) -> Iterator[str]:
        number = 0
        blank = True  # whether all lines so far were
        try:
            for number, line in enumerate(self._handle, start=1):
                if blank and line.strip():
                    blank = False
                    _refuse_page(self._path, line)
                if "\0" in line:
                    raise InputError("this is a binary file, not text", path=self._path, row=number)
                # Old DOS files, OFAC's among them, end in a Control-Z.
                if number > self._spec.skip_lines and line.strip("\r\n") != "\x1a":
                    yield line
        except UnicodeDecodeError as error:
            raise _wrong_encoding(self._path, self._spec, error, number + 1) from error


def _wrong_encoding(
    path: Path, spec: FileSpec, error: UnicodeDecodeError, line: int | None = None
) -> InputError:
    # Text is decoded in blocks, so the line is looked for among the bytes.
    line = _undecodable(path, spec.encoding) or line
    encoding = spec.encoding.removesuffix("-sig").upper()
    return InputError(
        f"line {line} is not {encoding} text: {error.reason}",
        path=path,
        row=line,
        hint="convert it to UTF-8, or say its encoding: -p encoding=cp1252, or "
        "encoding: cp1252 in a mapping",
    )


def _refuse_page(path: Path, text: str) -> None:
    """Raise InputError for what begins as web pages do."""
    if text.lstrip().lower().startswith(PAGES):
        raise InputError(
            "this is a web page, not data",
            path=path,
            hint="the publisher may have answered with an error page",
        )


def _undecodable(path: Path, encoding: str) -> int | None:
    with open_bytes(path) as raw:
        for number, line in enumerate(raw, start=1):
            try:
                line.decode(encoding)
            except UnicodeDecodeError:
                return number
    return None


def _csv_reader(lines: Iterator[str], spec: FileSpec) -> Iterator[list[str]]:
    delimiter = spec.delimiter or ("\t" if spec.format == "tsv" else ",")
    return csv.reader(lines, delimiter=delimiter, quotechar=spec.quotechar, strict=False)


def _read_csv(path: Path, spec: FileSpec) -> Iterator[Mapping[str, str]]:
    with _decoded(path, spec) as lines:
        reader = _csv_reader(lines, spec)
        try:
            header = spec.header or _header(reader, spec)
            check_columns(path, spec, header)
            repeated = {c for c in header if c and header.count(c) > 1}
            if repeated:
                raise InputError(
                    f"the column {min(repeated)!r} stands twice",
                    path=path,
                    hint="name the columns yourself where the file is described, as header: […], "
                    "with skip_lines: 1 when its first line is a header",
                )
            for number, fields in enumerate(reader, start=1):
                if not any(map(str.strip, fields)):
                    continue
                if len(fields) > len(header) and not any(fields[len(header) :]):
                    fields = fields[: len(header)]  # delimiters at the end of the line
                if len(fields) != len(header) and spec.ragged == "reject":
                    yield {RAGGED: f"{len(fields)} fields where the header has {len(header)}"}
                    continue
                if len(fields) != len(header):
                    raise InputError(
                        f"data row {number} has {len(fields)} fields where the header has "
                        f"{len(header)}",
                        path=path,
                        row=number,
                        hint=_why_ragged(fields),
                    )
                yield dict(zip(header, fields, strict=True))
        except csv.Error as error:
            raise InputError(f"not readable as {spec.format}: {error}", path=path) from error


def _why_ragged(fields: Sequence[str]) -> str:
    if any("\n" in field for field in fields):
        return "a quotation mark may open a field and never close it"
    return "the file may have been cut off or edited by hand"


def _read_json(path: Path, spec: FileSpec) -> Iterator[Mapping[str, Any]]:
    try:
        with open_bytes(path) as raw:
            text = raw.read().decode(spec.encoding)
        _refuse_page(path, text)
        data = json.loads(text)
    except UnicodeDecodeError as error:
        raise _wrong_encoding(path, spec, error) from error
    except (LookupError, ValueError, RecursionError) as error:
        raise InputError(f"not readable as JSON: {error}", path=path) from error
    try:
        records, extra = records_of(data, spec.records, spec.header)
    except ValueError as error:
        raise InputError(
            str(error), path=path, field=spec.records,
            hint="say where the list stands, such as records: result.items, where the file is "
            "described",
        ) from error  # fmt: skip
    for number, record in enumerate(records, start=1):
        _require(path, spec, record, number)
        yield {**{f"@{k}": v for k, v in extra.items()}, **record}


def _read_parquet(path: Path, spec: FileSpec) -> Iterator[Mapping[str, Any]]:
    for number, row in enumerate(read_parquet(path), start=1):
        if number == 1:
            check_columns(path, spec, tuple(row))
        yield row


def _read_json_lines(path: Path, spec: FileSpec) -> Iterator[Mapping[str, Any]]:
    with _decoded(path, spec) as lines:
        for number, line in enumerate(lines, start=1):
            # Dumps are one array with a record a line: "[", "{…},", "]".
            if (line := line.strip().removesuffix(",")) in ("", "[", "]"):
                continue
            try:
                record = json.loads(line)
            except ValueError as error:
                raise InputError(
                    f"line {number} is not JSON: {error}",
                    path=path,
                    row=number,
                    hint="the file may have been cut off",
                ) from error
            if not isinstance(record, dict):
                raise InputError(f"line {number} is not a JSON object", path=path, row=number)
            _require(path, spec, record, number)
            yield record


def _require(path: Path, spec: FileSpec, record: Mapping[str, Any], number: int) -> None:
    for column in spec.required:
        if column not in record:
            raise InputError(
                f"record {number} lacks the required field {column!r}",
                path=path,
                row=number,
                field=column,
            )
