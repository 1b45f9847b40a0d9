"""Judgements as files that a team can share: CSV and JSON lines, in and out."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from aigeo.errors import InputError
from aigeo.resolve.handmade import opened, rows
from aigeo.resolve.judgements import Judgement, checked

COLUMNS = ("left", "right", "verdict", "by", "at", "reason")
_KNOWN = frozenset(COLUMNS)
_REQUIRED = ("left", "right", "verdict", "by", "at")


def write_judgements(judgements: Iterable[Judgement], out: TextIO, form: str) -> int:
    """Write judgements as `csv` or `jsonl`, in the order given; give how many."""
    count = 0
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    if form == "csv":
        writer.writeheader()
    for count, judgement in enumerate(judgements, 1):  # noqa: B007 - the number is the result
        row = {column: getattr(judgement, column) for column in COLUMNS}
        if form == "csv":
            writer.writerow(row)
        else:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return count


def read_judgements(
    paths: Sequence[Path], told: Callable[[str], object] | None = None
) -> list[Judgement]:
    """Read checked judgements from files ending in `.csv`, `.jsonl` or `.json` (lines).

    Equal ones are given once. `told` hears of columns and fields that say nothing here. Raises
    InputError naming file, row and field.
    """
    found: dict[str, Judgement] = {}
    for path in paths:
        unknown: set[str] = set()
        for number, row in _rows(path):
            if told and (more := row.keys() - _KNOWN - unknown):
                unknown |= more
                told(f"{path}: not read: {', '.join(sorted(map(str, more)))}")
            judgement = checked(_judgement(row, path, number), path=path, row=number)
            found.setdefault(judgement.stored()["id"], judgement)
    return list(found.values())


def _judgement(row: Mapping[str, Any], path: Path, number: int) -> Judgement:
    for column in _REQUIRED:
        if not isinstance(row.get(column), str):
            raise InputError("is missing or no text", path=path, row=number, field=column)
    reason = row.get("reason") or ""
    if not isinstance(reason, str):
        raise InputError("is no text", path=path, row=number, field="reason")
    left, right, verdict, by, at = (row[column].strip() for column in _REQUIRED)
    return Judgement(left, right, verdict, by, at, reason)


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    with opened(path) as lines:
        if path.suffix.lower() in (".jsonl", ".json"):
            yield from _json_lines(path, lines)
        else:
            yield from rows(path, lines, _REQUIRED, COLUMNS)


def _json_lines(path: Path, lines: Iterable[str]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(f"is no JSON: {error}", path=path, row=number) from error
        if not isinstance(row, dict):
            raise InputError("is no JSON object", path=path, row=number)
        yield number, row
