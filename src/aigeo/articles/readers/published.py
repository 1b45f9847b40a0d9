"""Dates of publication as feeds, mail and JSON state them, as ISO dates."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"\s*(\d{4})(?:[-/](\d{2})(?:[-/](\d{2}))?)?(?![\d])")
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T?\d{6})?Z?\s*")
_LAST_SECOND = 253_402_300_799  # 9999-12-31T23:59:59Z


def iso_date(value: object) -> str | None:
    """A partial ISO date from ISO 8601, RFC 5322, `YYYYMMDD` or Unix seconds; None for others."""
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _unix(float(value))
    text = str(value)
    compact = _COMPACT.fullmatch(text)
    match = compact or _ISO.match(text)
    if match is not None:
        return _checked([part for part in match.groups() if part])
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, OverflowError):
        return None


def _checked(parts: list[str]) -> str | None:
    year, month, day = (*map(int, parts), 1, 1)[:3]
    try:
        datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
    return "-".join(parts)


def _unix(seconds: float) -> str | None:
    if abs(seconds) >= 1_000_000_000_000:
        seconds /= 1000  # JavaScript counts milliseconds
    if not 0 < seconds <= _LAST_SECOND:
        return None
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
