"""Citations of the U.S. Federal Register, such as "76 FR 71869, 11/21/11"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aigeo.load.helpers.dates import any_date

_DATE = (
    r"\d{1,2} ?/ ?\d{1,2} ?/ ?(?:\d{4}|\d{2})(?!\d)|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}-\d{1,2}-(?:\d{4}|\d{2})(?!\d)"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2} [A-Z][a-z]{2,8} \d{4}"
)
_DATED = rf"(?:[\s,;(]*(?:(?:dated|published|of|on)\s+)*(?P<date>{_DATE}))?"
_PAGE = re.compile(
    r"(?P<volume>\d{1,3})\s*(?:F\.?\s?R\.?|Fed(?:eral|\.)\s+Reg(?:ister|\.))\s*"
    r"(?P<page>\d{1,3}(?:,\d{3})+(?!\d)|\d{1,6})"
    rf"(?: preview citation details)?{_DATED}"
)
_NUMBER = re.compile(
    r"Vol(?:ume|\.)?\s*(?P<volume>\d{1,3}),?\s*N(?:umber|o\.?)\s*(?P<number>\d{1,3})"
    rf"(?:,?\s*Federal Register)?{_DATED}"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in the Federal Register and its date of publication, where it is given."""

    text: str
    date: str | None


def federal_register(text: str) -> list[Citation]:
    """Read all citations, in order: `76 FR 71869, 11/21/11`, `52 F.R. 565 1/7/87`,
    `91 FR 35189 (June 10, 2026)`, `89 Fed. Reg. 104,567, 12-23-24`,
    `Vol. 86, No. 51, 03/18/21, Federal Register`.

    A date that is none ("00/00/0000") is left out, its citation stays.
    """
    found = [
        (m.start(), Citation(f"{m['volume']} FR {m['page'].replace(',', '')}", _date(m["date"])))
        for m in _PAGE.finditer(text)
    ]
    found += [
        (m.start(), Citation(f"FR vol. {m['volume']} no. {m['number']}", _date(m["date"])))
        for m in _NUMBER.finditer(text)
    ]
    return [citation for _, citation in sorted(found, key=lambda pair: pair[0])]


def _date(text: str | None) -> str | None:
    plain = re.sub(r"\s*/\s*", "/", re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text or ""))
    if re.fullmatch(r"\d{1,2}-\d{1,2}-\d{2,4}", plain):
        plain = plain.replace("-", "/")
    return any_date(plain)


def earliest(citations: list[Citation]) -> str | None:
    """Give the earliest date; None where no citation has one. Later ones amend a listing."""
    return min((c.date for c in citations if c.date is not None), default=None)
