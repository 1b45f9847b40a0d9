"""The remarks field of OFAC's lists: "DOB 10 Dec 1948; nationality Syria; Linked To: X."."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from aigeo.load.helpers.dates import any_date, worded_date
from aigeo.model.ids import is_external_id

_SPLIT = re.compile(r";\s+")
_REGISTERED = re.compile(
    r"(?:Registration|Company|Business|Commercial|Enterprise|Trade License|Tax ID|NIT|RUC|RIF"
    r"|R\.?F\.?C|Matricula|Folio|C\.?R|Government Gazette|UK Company|US FEIN|V\.?A\.?T|Public"
    r"|USCC|Unified Social|Legal Entity Number).*\d",
    re.I,
)
_NUMBERS = (
    ("imo", re.compile(r"Vessel Registration Identification IMO (\d{7})")),
    ("lei", re.compile(r"(?:Legal Entity Number|LEI) ([A-Z0-9]{18}\d\d)\b.*")),
    ("bic", re.compile(r"SWIFT/BIC ([A-Z0-9]{8}(?:[A-Z0-9]{3})?)")),
    ("duns", re.compile(r"D-U-N-S Number (\S+)")),
)
_WALLET = re.compile(
    r"(?:alt\. )?Digital Currency Address - ([A-Z][A-Z0-9]{1,9}) ([A-Za-z0-9]{20,})"
)
_LINKED = re.compile(r"\(?Linked To: *(?P<name>.+?)(?: \((?:individual|entity|vessel|aircraft)\))?")
_FOUNDED = "Organization Established Date "
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
    founded: str | None = None


def parse_remarks(text: str) -> Remarks:
    """Read the remarks of the SDN list and of lists in its form.

    "DOB circa 1951" and ranges give no date, because the day of birth is a real date or none.
    A name after "Linked To:" may hold full stops and commas; a semicolon ends it, and what kind
    of party it is, in brackets, is no part of it. A number that cannot be one of its register is
    left out. Digital currency addresses are identifiers by the currency's abbreviation.
    """
    found = Remarks()
    for piece in _SPLIT.split(text.strip().removesuffix(".")):
        _read(piece.strip(), found)
    return found


def _read(piece: str, found: Remarks) -> None:
    word, _, rest = piece.partition(" ")
    lead = word.casefold()
    if match := _LINKED.fullmatch(piece):
        name = match["name"].strip()
        # Brackets around the whole remark, not those that close the name.
        found.linked_to.append(name.removesuffix(")") if piece[0] == "(" else name)
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
    elif match := re.fullmatch(r"\(?(?:a|f|n)\.k\.a\.,? '?(.+?)'?\)?\.?", piece):
        found.former_names.append(match[1])
    elif piece.startswith(_FOUNDED):
        found.founded = found.founded or any_date(piece.removeprefix(_FOUNDED))
    elif match := _WALLET.fullmatch(piece):
        found.identifiers.setdefault(match[1].lower(), match[2])
    elif number := _number(piece):
        found.identifiers.setdefault(*number)
    elif found.registration is None and _REGISTERED.match(piece):
        found.registration = piece


def _number(piece: str) -> tuple[str, str] | None:
    """Give scheme and number of a register that the graph checks; None for a number in no form."""
    for scheme, form in _NUMBERS:
        if match := form.fullmatch(piece):
            value = match[1].replace("-", "")
            return (scheme, value) if is_external_id(scheme, value) else None
    return None


def _year(text: str) -> str | None:
    return text.strip() if re.fullmatch(r"(?:19|20)\d\d", text.strip()) else None
