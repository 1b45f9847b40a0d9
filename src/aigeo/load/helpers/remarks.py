"""The remarks field of OFAC's lists: "DOB 10 Dec 1948; nationality Syria; Linked To: X."."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from aigeo.load.helpers.dates import worded_date

_SPLIT = re.compile(r";\s+")
_REGISTERED = re.compile(
    r"(?:Registration|Company|Business|Commercial|Enterprise|Trade License|Tax ID|NIT|RUC|RIF"
    r"|R\.?F\.?C|Matricula|Folio|C\.?R|Government Gazette|UK Company|US FEIN|V\.?A\.?T|Public"
    r"|USCC|Unified Social).*\d",
    re.I,
)
NULL = re.compile(r"-0-? ?")


@dataclass(slots=True)
class Remarks:
    """What the remarks on a party say; dates are partial ISO dates, countries as written."""

    birth_date: str | None = None
    nationalities: list[str] = field(default_factory=list)
    linked_to: list[str] = field(default_factory=list)
    operators: list[str] = field(default_factory=list)
    former_names: list[str] = field(default_factory=list)
    registration: str | None = None
    identifiers: dict[str, str] = field(default_factory=dict)
    website: str | None = None


def parse_remarks(text: str) -> Remarks:
    """Read the remarks of the SDN list and of lists in its form.

    "DOB circa 1951" and ranges give no date, because the day of birth is a real date or none.
    A name after "Linked To:" may hold full stops and commas; a semicolon ends it.
    """
    found = Remarks()
    for piece in _SPLIT.split(text.strip().removesuffix(".")):
        _read(piece.strip(), found)
    return found


def _read(piece: str, found: Remarks) -> None:
    word, _, rest = piece.partition(" ")
    lead = word.casefold()
    if piece.startswith("Linked To:"):
        found.linked_to.append(piece.removeprefix("Linked To:").strip())
    elif lead == "dob":
        found.birth_date = found.birth_date or worded_date(rest) or _year(rest)
    elif lead in ("nationality", "citizen") or piece.startswith(
        ("alt. nationality", "alt. citizen")
    ):
        country = re.sub(r"^(?:alt\. )?(?:nationality|citizen) ", "", piece)
        if country not in found.nationalities:
            found.nationalities.append(country)
    elif lead == "website":
        found.website = found.website or rest.strip()
    elif piece.startswith("Aircraft Operator "):
        found.operators.append(piece.removeprefix("Aircraft Operator "))
    elif match := re.fullmatch(r"Vessel Registration Identification IMO (\d{7})", piece):
        found.identifiers["imo"] = match[1]
    elif match := re.fullmatch(r"\(?(?:a|f|n)\.k\.a\.,? '?(.+?)'?\)?\.?", piece):
        found.former_names.append(match[1])
    elif match := re.fullmatch(r"D-U-N-S Number (\S+)", piece):
        found.identifiers["duns"] = match[1].replace("-", "")
    elif found.registration is None and _REGISTERED.match(piece):
        found.registration = piece


def _year(text: str) -> str | None:
    return text.strip() if re.fullmatch(r"(?:19|20)\d\d", text.strip()) else None
