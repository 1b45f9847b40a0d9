"""Dates as tables write them, turned into partial ISO dates."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from aigeo.load.helpers.dates import dotted_date, iso_date, us_date, worded_date
from aigeo.model.dates import parse_date

Edge = Literal["start", "end", None]
"""Which end of a period a date is: a quarter starts with its first month, ends with its last."""

AUTO = "auto"
"""Among formats: the forms that are read without any."""
EXCEL, UNIX = "excel", "unix"
"""Among formats: days as spreadsheets count them, seconds (or milliseconds) since 1970."""
_DAY_ZERO = date(1899, 12, 30)
"""Spreadsheets take 1900 for a leap year: their count is right from 1 March 1900, day 61."""
_SERIAL = re.compile(r"(\d{2,7})(?:[.,]\d+)?")
_SECONDS = re.compile(r"(\d{9,13})(?:\.\d+)?")
_QUARTER = re.compile(
    r"(?:Q([1-4])|([1-4])Q)[ ,'/-]*(\d{4})|(?:FY ?)?(\d{4})[ /-]*(?:Q([1-4])|([1-4])Q)", re.I
)
_HALF = re.compile(r"(?:H([12])|([12])H)[ ,'/-]*(\d{4})|(\d{4})[ /-]*(?:H([12])|([12])H)", re.I)
_YEAR_FIRST = re.compile(r"\+?(\d{4})(?:[/.-](\d{1,2})(?:[/.-](\d{1,2})(?:[T ].*)?)?)?")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.-]((?:19|20)\d{2})")
_VAGUE = re.compile(
    r"^(?:c\.|ca\.?|circa|about|around|early|mid|late|end of|beginning of|FY|CY)[ -]*(?=\d{4}$)",
    re.I,
)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b(?: of)?", re.I)
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]* (?=.*\d)", re.I)
_CHINESE = re.compile(r"(\d{4})\s*年(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号])?)?")
_MONTH = re.compile(r"[^\W\d_]{3,}")
_OF = re.compile(r"(?<=\d)\.? (?:de |del )?(?=[A-Za-z])|(?<=[a-z]) (?:de |del )(?=\d)")
# "3-May-24", as spreadsheets write dates; "May-24" could be a day.
_SHORT_YEAR = re.compile(r"(\d{1,2})[- ]([A-Za-z]{3,9})[- ](\d{2})")
_ABROAD = (
    "januar janvier enero gennaio januari janeiro jänner",
    "februar février fevrier febrero febbraio februari fevereiro",
    "märz maerz mars marzo maart março marco",
    "april avril abril aprile",
    "mai mayo maggio mei maio",
    "juni juin junio giugno junho",
    "juli juillet julio luglio julho",
    "august août aout agosto augustus",
    "septembre septiembre settembre setembro",
    "oktober octobre octubre ottobre outubro okt",
    "novembre noviembre novembro",
    "dezember décembre decembre diciembre dicembre december dezembro dez",
)
MONTHS_ABROAD = {
    name: english
    for names, english in zip(_ABROAD, calendar.month_name[1:], strict=True)
    for name in names.split()
}
"""Names of months in German, French, Spanish, Italian, Dutch and Portuguese."""
_AMBIGUOUS = re.compile(r"\d{1,2}([/-])\d{1,2}\1\d{2,4}")
_SHORT_MONTH = re.compile(r"[A-Za-z]{3}[- ]\d{2}")
_WORDS = {
    "YYYY": "%Y", "YY": "%y", "MMMM": "%B", "MMM": "%b", "MM": "%m", "DD": "%d",
    "HH": "%H", "mm": "%M", "ss": "%S", "M": "%m", "D": "%d",
}  # fmt: skip


def strptime_format(text: str) -> str:
    """Turn `DD/MM/YYYY` into `%d/%m/%Y`; a format with percent signs stays as it is."""
    if "%" in text:
        return text
    return re.sub("|".join(_WORDS), lambda match: _WORDS[match[0]], text)


@lru_cache(maxsize=50_000)  # tables repeat their dates from row to row
def read_date(text: str, formats: tuple[str, ...] = (), edge: Edge = None) -> str:
    """Read a date into a partial ISO date.

    Without `formats`: ISO and its look-alikes (`2024/5/3`, `20240503`), `21.11.2011` (day first),
    `21 Nov 2011`, `November 21st, 2011`, `05/2024`, years ("late 2024" gives its year), quarters
    and halves, which give the month at their `edge` or else the year. Among `formats`, `excel`
    and `unix` read counts of days and of seconds. Raises ValueError for what
    is no date, and for `01/02/2020`, of which only a format tells the day from the month.
    """
    plain = " ".join(text.split()).removesuffix(".0")
    if formats:
        for form, count in ((EXCEL, _counted_days), (UNIX, _counted_seconds)):
            if form in formats and (day := count(plain)) is not None:
                return day
        named = [strptime_format(f) for f in formats if f not in (AUTO, EXCEL, UNIX)]
        try:
            return parse_date(plain, named) or ""
        except ValueError as error:
            if AUTO not in formats:
                listed = " or ".join(formats)
                raise ValueError(f"{text!r} is not a date of the form {listed}") from error
    plain = _VAGUE.sub("", plain)
    found = _numbers(plain) or _words(plain) or _period(plain, edge)
    if found is None:
        raise ValueError(f"{text!r} is not a date{_hint(plain)}")
    return found


def _hint(text: str) -> str:
    """Say which format to write into the mapping for a text that only it makes a date."""
    for pattern, forms in (
        (_AMBIGUOUS, "DD/MM/YYYY or MM/DD/YYYY"), (_SHORT_MONTH, "MMM-YY"),
        (re.compile(r"[3-6]\d{4}(?:[.,]\d+)?"), "excel, when it is a spreadsheet's count of days"),
        (re.compile(r"1\d{9}(?:\d{3})?(?:\.\d+)?"), "unix, when it is a count of seconds"),
    ):  # fmt: skip
        if pattern.fullmatch(text):
            return f"; give its format: {forms}"
    return ""


def _counted_days(text: str) -> str | None:
    """Give the day of a spreadsheet's serial number; numbers of four digits are years."""
    match = _SERIAL.fullmatch(text)
    if match is None or len(match[1]) == 4 or int(match[1]) < 61:
        return None
    try:
        return (_DAY_ZERO + timedelta(days=int(match[1]))).isoformat()
    except OverflowError:
        return None


def _counted_seconds(text: str) -> str | None:
    """Give the day in UTC of a Unix time since March 1973; 12 digits and more are milliseconds."""
    match = _SECONDS.fullmatch(text)
    if match is None:
        return None
    seconds = int(match[1]) // (1000 if len(match[1]) > 11 else 1)
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def _numbers(text: str) -> str | None:
    if match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return iso_date("-".join(part.zfill(2) for part in match.groups() if part))
    if match := _MONTH_YEAR.fullmatch(text):
        return iso_date(f"{match[2]}-{match[1].zfill(2)}")
    if match := re.fullmatch(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})", text):
        # Only a number above 12 tells the day from the month.
        first, second = int(match[1]), int(match[3])
        if first > 12 >= second:
            return dotted_date(f"{first}.{second}.{match[4]}")
        if second > 12 >= first or first == second:
            return us_date(f"{first}/{second}/{match[4]}")
    return dotted_date(text)


def _words(text: str) -> str | None:
    if match := _CHINESE.fullmatch(text):
        return iso_date("-".join(part.zfill(2) for part in match.groups() if part))
    plain = _WEEKDAY.sub("", _ORDINAL.sub("", text))
    plain = _MONTH.sub(lambda m: MONTHS_ABROAD.get(m[0].casefold(), m[0]), plain)
    plain = _OF.sub(" ", plain)
    if match := _SHORT_YEAR.fullmatch(plain):
        plain = f"{match[1]} {match[2]} {2000 + int(match[3]) - 100 * (int(match[3]) > 68)}"
    plain = re.sub(r"(?<=[A-Za-z])\.?[-/](?=\d)|(?<=\d)[-/](?=[A-Za-z])", " ", plain)
    if match := re.fullmatch(r"(\d{4}),? ([A-Za-z]+)\.?(?: (\d{1,2}))?", plain):
        plain = " ".join(part for part in (match[3], match[2], match[1]) if part)
    return worded_date(plain)


def _period(text: str, edge: Edge) -> str | None:
    for pattern, months in ((_QUARTER, 3), (_HALF, 6)):
        if match := pattern.fullmatch(text):
            year = match[3] or match[4]
            number = int(next(g for g in (match[1], match[2], match[5], match[6]) if g))
            if edge is None:
                return year
            return f"{year}-{(number - 1) * months + 1 if edge == 'start' else number * months:02d}"
    return None
