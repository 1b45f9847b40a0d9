"""Partial ISO dates: ``2024``, ``2024-05`` and ``2024-05-17``."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def parse_partial(text: str) -> str:
    """Return ``text`` stripped when it is a real partial ISO date, else raise ValueError."""
    stripped = text.strip()
    match = _PARTIAL.fullmatch(stripped)
    if match is None:
        raise ValueError(f"{text!r} is not a date of the form YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part is not None else 1 for part in match.groups())
    try:
        date(year, month, day)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a date: {error}") from error
    return stripped


@lru_cache(maxsize=50_000)  # datasets repeat their dates from row to row
def first_day(partial: str) -> str:
    """Return the first day of a partial date as ``YYYY-MM-DD``; ValueError when malformed."""
    partial = parse_partial(partial)
    return partial + "-01-01"[len(partial) - 4 :]


@lru_cache(maxsize=50_000)
def last_day(partial: str) -> str:
    """Return the last day of a partial date as ``YYYY-MM-DD``; ValueError when malformed."""
    partial = parse_partial(partial)
    if len(partial) == 4:
        return f"{partial}-12-31"
    if len(partial) == 7:
        days = calendar.monthrange(int(partial[:4]), int(partial[5:]))[1]
        return f"{partial}-{days:02d}"
    return partial


def parse_date(text: str, formats: Sequence[str] = ()) -> str | None:
    """Read a date field of a dataset into a partial ISO date.

    ``formats`` are strptime patterns tried in order after partial ISO itself; a pattern
    without ``%d`` (or ``%m``) gives a month (or a year). An ISO date-time is cut to its date.
    Empty text gives None; anything else that is no date, ``00/00/0000`` included, raises
    ValueError.
    """
    stripped = text.strip()
    if not stripped:
        return None
    try:
        return parse_partial(stripped)
    except ValueError:
        pass
    for pattern in formats:
        try:
            parsed = datetime.strptime(stripped, pattern)
        except ValueError:
            continue
        return _cut(parsed, pattern)
    if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]", stripped):
        try:
            return datetime.fromisoformat(stripped).date().isoformat()
        except ValueError:
            pass
    raise ValueError(f"{text!r} is not a date in any of {['ISO', *formats]}")


def _cut(parsed: datetime, pattern: str) -> str:
    """Return only as much of the date as the pattern states."""
    whole = parsed.date().isoformat()
    if re.search(r"%[djxcDF]", pattern):
        return whole
    if re.search(r"%[mbB]", pattern):
        return whole[:7]
    return whole[:4]
