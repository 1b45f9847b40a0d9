"""Citations of the U.S. Federal Register, such as "76 FR 71869, 11/21/11"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aigeo.load.helpers.dates import any_date

_DATE = (
    r"\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}"
    r"|\d{1,2} [A-Z][a-z]{2,8} \d{4}"
)
_PAGE = re.compile(
    rf"(?P<volume>\d{{1,3}})\s*F\.?\s?R\.?\s*(?P<page>\d{{1,6}})"
    rf"(?: preview citation details)?(?:[\s,;(]*(?P<date>{_DATE}))?"
)
_NUMBER = re.compile(
    rf"Vol\.?\s*(?P<volume>\d{{1,3}}),?\s*No\.?\s*(?P<number>\d{{1,3}})[\s,]*(?P<date>{_DATE})?"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in the Federal Register and its date of publication, where it is given."""

    text: str
    date: str | None


def federal_register(text: str) -> list[Citation]:
    """Read all citations, in order: `76 FR 71869, 11/21/11`, `52 F.R. 565 1/7/87`,
    `91 FR 35189 (June 10, 2026)`, `Vol. 86, No. 51, 03/18/21, Federal Register`.

    A date that is none ("00/00/0000") is left out, its citation stays.
    """
    found = [
        (m.start(), Citation(f"{m['volume']} FR {m['page']}", any_date(m["date"] or "")))
        for m in _PAGE.finditer(text)
    ]
    found += [
        (m.start(), Citation(f"FR vol. {m['volume']} no. {m['number']}", any_date(m["date"] or "")))
        for m in _NUMBER.finditer(text)
    ]
    return [citation for _, citation in sorted(found, key=lambda pair: pair[0])]


def earliest(citations: list[Citation]) -> str | None:
    """Give the earliest date; None where no citation has one. Later ones amend a listing."""
    return min((c.date for c in citations if c.date is not None), default=None)
