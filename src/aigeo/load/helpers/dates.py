"""Dates as datasets write them, turned into ISO dates, partial where the source is."""

from __future__ import annotations

import re
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"),
            ("may",), ("june", "jun"), ("july", "jul"), ("august", "aug"),
            ("september", "sep", "sept"), ("october", "oct"), ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ].*)?")
_US = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")
_DAY_MONTH = re.compile(r"(?:(\d{1,2})\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4})")
_MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})")


def _join(year: int, month: int | None, day: int | None) -> str | None:
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return "-".join(
        [
            f"{year:04d}",
            *([f"{month:02d}"] if month else []),
            *([f"{day:02d}"] if month and day else []),
        ]
    )


def iso_date(text: str) -> str | None:
    """Read `2024`, `2024-05`, `2024-05-17` or a timestamp; None for what is no real date."""
    match = _ISO.fullmatch(text.strip())
    if match is None or int(match[1]) == 0:
        return None
    month, day = (int(g) if g else None for g in (match[2], match[3]))
    if 0 in (month, day):
        return None
    return _join(int(match[1]), month, day)


def us_date(text: str, pivot: int = 50) -> str | None:
    """Read `11/21/11` or `11/21/2011` (month first); None for what is no real date.

    A year of two digits below `pivot` is of this century.
    """
    match = _US.fullmatch(text.strip())
    if match is None:
        return None
    month, day, year = int(match[1]), int(match[2]), int(match[3])
    if len(match[3]) == 2:
        year += 2000 if year < pivot else 1900
    return _join(year, month, day) if month and day and year else None


def dotted_date(text: str) -> str | None:
    """Read `02.12.2019` or `13.07.20` (day first); None for what is no real date."""
    match = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})", text.strip())
    return us_date(f"{match[2]}/{match[1]}/{match[3]}") if match is not None else None


def worded_date(text: str) -> str | None:
    """Read `21 Nov 2011`, `Nov 2011`, `November 21, 2011`; None for what is no real date."""
    text = text.strip()
    match = _MONTH_DAY.fullmatch(text)
    if match is not None:
        month, day, year = MONTHS.get(match[1].casefold()), int(match[2]), int(match[3])
        return _join(year, month, day) if month and day else None
    match = _DAY_MONTH.fullmatch(text)
    if match is None:
        return None
    month = MONTHS.get(match[2].casefold())
    if month is None or match[1] == "0":
        return None
    return _join(int(match[3]), month, int(match[1]) if match[1] else None)


def any_date(text: str) -> str | None:
    """Read a date in any of the forms above; None for what is no real date."""
    return iso_date(text) or us_date(text) or worded_date(text)
