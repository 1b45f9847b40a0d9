"""Judgements as files that a team can share: CSV and JSON lines, in and out."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from aigeo.errors import InputError
from aigeo.resolve.judgements import Judgement, checked

COLUMNS = ("left", "right", "verdict", "by", "at", "reason")
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


def read_judgements(paths: Sequence[Path]) -> list[Judgement]:
    """Read checked judgements from files ending in `.csv`, `.jsonl` or `.json` (lines).

    Equal ones are given once. Raises InputError naming file, row and field.
    """
    found: dict[str, Judgement] = {}
    for path in paths:
        for number, row in _rows(path):
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
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            if path.suffix.lower() in (".jsonl", ".json"):
                yield from _json_lines(path, lines)
                return
            reader = csv.DictReader(lines)
            missing = [c for c in _REQUIRED if c not in (reader.fieldnames or ())]
            if missing:
                raise InputError(
                    f"column {missing[0]!r} is missing", path=path,
                    hint=f"the columns are {', '.join(COLUMNS)}",
                )  # fmt: skip
            yield from enumerate(reader, 1)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"cannot be read: {error}", path=path) from error


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
