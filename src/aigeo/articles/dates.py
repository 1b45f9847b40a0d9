"""Dates in running text, as partial ISO dates, resolved against the publication date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|"
        "september sept sep|"
        "october oct|november nov|december dec".split("|"),
        1,
    )
    for name in names.split()
}
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_DATE = re.compile(
    rf"\b(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})\b"
    rf"|\b(?P<m1>{_MONTH}) (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y1>(?:19|"
    rf"20)\d{{2}}))?\b(?! ?(?:billion|million|percent|per cent|%))"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? (?P<m2>{_MONTH})(?:,? (?P<y2>(?:19|20)\d{{2}}))?\b"
    rf"|\b(?P<m3>{_MONTH})(?:,? of)?,? (?P<y3>(?:19|20)\d{{2}})\b"
    rf"|\b(?:[Ii]n|[Ss]ince|[Ll]ast|[Uu]ntil|[Bb]y|[Ee]arly|[Ll]ate) (?P<m4>{_MONTH})\b(?! \d)"
    rf"|\b(?:[Ii]n|[Ss]ince|[Bb]y|of|during|until|late|early|mid-?) ?(?P<y5>(?:19|"
    rf"20)\d{{2}})\b(?!-\d)"
    rf"|\b(?:[Oo]n|[Ll]ast) (?P<wd>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
    rf"|\b(?P<rel>last year|this year|next year|last month|this month|yesterday|today)\b"
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression at text[start:end] and the partial ISO date that it means."""

    start: int
    end: int
    value: str


def find_dates(
    text: str, published: str | None, start: int = 0, end: int | None = None
) -> list[DateMention]:
    """Dates of text[start:end]; those without a year are left out when `published` is unknown."""
    day = _published(published)
    out = []
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        value = _value(match, day)
        if value is not None:
            out.append(DateMention(match.start(), match.end(), value))
    return out


def _published(published: str | None) -> date | None:
    parts = re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", published or "")
    if parts is None:
        return None
    year, month, day = (int(p) if p else None for p in parts.groups())
    try:
        return date(year or 1, month or 12, day or 28)
    except ValueError:
        return None


def _value(match: re.Match[str], day: date | None) -> str | None:
    found = match.groupdict()
    if found["iso"]:
        return str(found["iso"])
    if found["y5"]:
        return str(found["y5"])
    if found["wd"]:
        return _weekday(found["wd"], day)
    if found["rel"]:
        return _relative(found["rel"], day)
    month_text = next(str(found[k]) for k in ("m1", "m2", "m3", "m4") if found[k])
    month = _MONTHS[month_text.casefold().rstrip(".")]
    number = found["d1"] or found["d2"]
    year_text = found["y1"] or found["y2"] or found["y3"]
    year = int(year_text) if year_text else _year_of(month, day)
    if year is None:
        return None
    if number is None:
        return f"{year:04d}-{month:02d}"
    try:
        return date(year, month, int(number)).isoformat()
    except ValueError:
        return None


def _year_of(month: int, day: date | None) -> int | None:
    """A month without a year is the latest one that is not more than a month ahead of
    publication."""
    if day is None:
        return None
    return day.year if month <= day.month + 1 else day.year - 1


def _weekday(name: str, day: date | None) -> str | None:
    if day is None:
        return None
    back = (day.weekday() - _DAYS.index(name.casefold())) % 7
    return (day - timedelta(days=back)).isoformat()


def _relative(words: str, day: date | None) -> str | None:
    if day is None:
        return None
    first = day.replace(day=1)
    return {
        "last year": f"{day.year - 1:04d}",
        "this year": f"{day.year:04d}",
        "next year": f"{day.year + 1:04d}",
        "last month": (first - timedelta(days=1)).isoformat()[:7],
        "this month": day.isoformat()[:7],
        "yesterday": (day - timedelta(days=1)).isoformat(),
        "today": day.isoformat(),
    }[words]
