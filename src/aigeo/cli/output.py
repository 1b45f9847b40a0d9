"""Rows as a table for people and as JSON, JSON lines or CSV for programs."""

from __future__ import annotations

import csv
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TextIO, TypeVar

import click

FORMATS = ("auto", "table", "json", "csv", "jsonl")
Command = TypeVar("Command", bound=Callable[..., Any])

# Text of sources must not move the cursor, recolour the terminal or reverse the reading order.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_WIDTH_WHEN_PIPED = 120
_NARROWEST = 24


def format_option(*choices: str, default: str = "auto") -> Callable[[Command], Command]:
    """Give a `--format` option; the command receives it as `format`."""
    return click.option(
        "--format",
        "format",
        type=click.Choice(choices or FORMATS),
        default=default,
        show_default=True,
        help="Form of the output; auto is a table on a terminal and JSON in a pipe."
        if default == "auto"
        else "Form of the output.",
    )


FORMAT_OPTION = format_option()


def chosen(format: str, out: TextIO | None = None) -> str:
    """Resolve `auto`: `table` when `out` (default stdout) is a terminal, else `json`."""
    if format != "auto":
        return format
    return "table" if (out or sys.stdout).isatty() else "json"


def emit(
    rows: Iterable[Mapping[str, Any]],
    format: str = "auto",
    columns: Sequence[str] | None = None,
    *,
    title: str | None = None,
    out: TextIO | None = None,
) -> None:
    """Print rows to `out` (default stdout).

    `columns` fixes the columns and their order; without it a table and CSV take them from all
    rows in order of first appearance. JSON is a list of row objects, `jsonl` one object a line.
    In CSV a list or a map is JSON text, None an empty field, a truth value `true` or `false`.
    """
    out = out or sys.stdout
    form = chosen(format, out)
    if form == "jsonl":
        for row in rows:
            out.write(to_json(_pick(row, columns)) + "\n")
    elif form == "json":
        emit_json([_pick(row, columns) for row in rows], out)
    else:
        rows = list(rows)
        names = list(columns) if columns is not None else _columns(rows)
        if form == "csv":
            _emit_csv(rows, names, out)
        else:
            _emit_table(rows, names, title, out)


def emit_json(value: Any, out: TextIO | None = None) -> None:
    """Print one JSON document, indented."""
    (out or sys.stdout).write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def to_json(value: Any) -> str:
    """Give JSON text on one line, other scripts than Latin unescaped."""
    return json.dumps(value, ensure_ascii=False)


def printable(value: Any) -> str:
    """Give a cell's text, safe for a terminal: control and direction characters become `�`."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = value
    elif isinstance(value, bool):
        text = "yes" if value else "no"
    elif isinstance(value, float):
        text = f"{value:.4g}" if abs(value) < 1e6 else f"{value:,.0f}"
    elif isinstance(value, list | tuple):
        text = ", ".join(printable(item) for item in value)
    elif isinstance(value, Mapping):
        text = "; ".join(f"{key}: {printable(item)}" for key, item in value.items())
    else:
        text = str(value)
    return _UNPRINTABLE.sub("\ufffd", text)


def say(text: str = "", *, err: bool = False) -> None:
    """Print one line of text, safe for a terminal."""
    click.echo(printable(text), err=err)


def note(text: str) -> None:
    """Print a line on stderr, so that it never mixes with data."""
    say(text, err=True)


def _pick(row: Mapping[str, Any], columns: Sequence[str] | None) -> dict[str, Any]:
    return dict(row) if columns is None else {name: row.get(name) for name in columns}


def _columns(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row))


def _emit_csv(rows: Iterable[Mapping[str, Any]], names: Sequence[str], out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\n")
    # Before Python 3.13 a carriage return stays unquoted, and readers take it for a line's end.
    careful = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(names)
    for row in rows:
        cells = [csv_cell(row.get(name)) for name in names]
        (careful if any("\r" in cell for cell in cells) else writer).writerow(cells)


def csv_cell(value: Any) -> str:
    """Give a value as CSV text: None empty, text as it is, all else JSON."""
    if value is None:
        return ""
    return value if isinstance(value, str) else to_json(value)


def _emit_table(
    rows: Sequence[Mapping[str, Any]], names: Sequence[str], title: str | None, out: TextIO
) -> None:
    if not rows:
        out.write("no rows\n")
        return
    width = _width(out)
    if _needed(rows, names) > width:
        _emit_blocks(rows, names, title, out)
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for name in names:
        numeric = all(_is_number(row.get(name)) for row in rows)
        table.add_column(Text(name), justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(row.get(name))) for name in names))
    Console(file=out, width=width, highlight=False).print(table)


def _width(out: TextIO) -> int:
    return shutil.get_terminal_size().columns if out.isatty() else _WIDTH_WHEN_PIPED


def _needed(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> int:
    """Give the width below which a table's columns become too narrow to read."""
    longest = (max(len(n), *(len(printable(row.get(n))) for row in rows)) for n in names)
    return sum(min(length, _NARROWEST) + 3 for length in longest)


def _emit_blocks(
    rows: Sequence[Mapping[str, Any]], names: Sequence[str], title: str | None, out: TextIO
) -> None:
    """Print each row as lines of name and value, for rows that are too wide for a table."""
    if title:
        out.write(f"{title}\n\n")
    margin = max(len(name) for name in names)
    for row in rows:
        for name in names:
            value = row.get(name)
            label = name
            for item in value if isinstance(value, list) else [value]:
                if text := printable(item):
                    out.write(f"{label:>{margin}}  {text}\n")
                    label = ""
        out.write("\n")


def _is_number(value: Any) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))
