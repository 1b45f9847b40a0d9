"""Which columns a mapping reads, and whether a file has them."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from aigeo.errors import InputError
from aigeo.load.opening import open_bytes, open_text
from aigeo.load.rows import read_header
from aigeo.load.spec import FileSpec
from aigeo.load.table.cells import split_path, spread
from aigeo.load.table.model import UTF8, TableMap

DELIMITERS = (",", ";", "\t", "|")


def wanted(table: TableMap, base: str = "") -> Iterator[tuple[str, str, bool]]:
    """Give every column that a table's mapping reads: (place in the mapping, column, optional)."""
    made = set() if table.unpivot is None else {table.unpivot.name, table.unpivot.value}
    for place, column, optional in _all(table):
        if column not in made:
            yield f"{base}{place}", column, optional


def _all(table: TableMap) -> Iterator[tuple[str, str, bool]]:
    yield from (("unique", column, False) for column in table.unique)
    yield from (("fill", column, False) for column in table.fill)
    for condition in table.where:
        yield from (("where", column, False) for column in condition.columns())
    if table.each is not None:
        yield "each", table.each.column, False
    if table.unpivot is not None:
        yield from (("unpivot.columns", column, False) for column in table.unpivot.columns)
    for handle, entity in table.entities.items():
        for condition in entity.when:
            yield from ((f"entities.{handle}.when", c, False) for c in condition.columns())
        for place, value in entity.values():
            yield from ((f"entities.{handle}.{place}", c, o) for c, o in value.columns())
    for number, relation in enumerate(table.relations):
        for condition in relation.when:
            yield from ((f"relations.{number}.when", c, False) for c in condition.columns())
        for place, value in relation.values():
            if place.startswith("qualifiers.") and value.column in table.entities:
                continue  # names an entity of the mapping
            yield from ((f"relations.{number}.{place}", c, o) for c, o in value.columns())


def check(table: TableMap, base: str, mapping: str, columns: Collection[str], path: str) -> None:
    """Raise InputError, naming the mapping's place, when a column it reads is not there."""
    for place, column, optional in wanted(table, base):
        if optional or column in columns or split_path(column)[0] in columns:
            continue
        if "*" in column and spread((column,), columns):
            continue
        shown = [c for c in columns if c]
        found = ", ".join(shown[:20]) + (" …" if len(shown) > 20 else "")
        raise InputError(
            f"{mapping}: {place}: the table has no column {column!r}; it has: {found}",
            path=path,
            field=column,
            hint="a constant is written {value: …}; a column that may be missing, optional: true",
        )


def separator_line(path: Path, spec: FileSpec) -> str | None:
    """Give the delimiter that a first line `sep=;` states, as Excel writes and reads it."""
    try:
        with open_text(path, spec.encoding) as lines:
            first = lines.readline(16)
    except UnicodeDecodeError:
        return None  # reading the rows will say where
    match = re.fullmatch(r"\"?sep=(.)\"?[\r\n]*", first, re.I)
    return match[1] if match is not None else None


def delimiter_of(path: Path, spec: FileSpec, names: Collection[str]) -> str:
    """Give the delimiter under which a file's header shows most of the columns in `names`."""
    best, most = ",", 0
    for delimiter in DELIMITERS:
        tried = FileSpec(
            name=spec.name, delimiter=delimiter, quotechar=spec.quotechar, encoding=spec.encoding,
            skip_lines=spec.skip_lines, header_rows=spec.header_rows,
        )  # fmt: skip
        header = read_header(path, tried)
        found = len(set(names) & set(header)) + len(spread([n for n in names if "*" in n], header))
        if found > most:
            best, most = delimiter, found
    return best


def encoding_of(path: Path) -> str:
    """Give UTF-16 for a text that starts with its byte order mark, as Excel writes, else UTF-8."""
    with open_bytes(path) as raw:
        start = raw.read(2)
    return "utf-16" if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else UTF8


def is_json_lines(path: Path) -> bool:
    """Tell whether a file holds one JSON object a line, whatever its name says."""
    with open_bytes(path) as raw:
        first, second = raw.readline(10_000_000).strip(), raw.readline(2).strip()
    try:
        return second == b"{" and isinstance(json.loads(first.decode("utf-8-sig")), dict)
    except ValueError:
        return False
