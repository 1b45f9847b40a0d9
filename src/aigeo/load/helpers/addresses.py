"""Postal addresses in lists: apart from names that they ran into, split, and cleaned."""

from __future__ import annotations

import re

_NUMBERED = re.compile(
    r"(?:No\.?:? ?\d|# ?\d|P\. ?O\.? Box|Room|Rm\.? |Suite|Unit|Office|Building|Bldg|Floor|Flat"
    r"|Block|Plot|House|Apt|Villa|Shop|ul\. |d\. ?\d|Pr\. |Addresse?s?:|\d+[\w/-]*,? \D)",
    re.I,
)
_STREET = re.compile(
    r"\b(?:St|Str|Street|Rd|Road|Ave|Avenue|Lane|Highway|Tower|Prospekt|Ulitsa|Square|Boulevard)\b",
    re.I,
)
_LEGAL = re.compile(
    r"\b(?:Inc|Ltd|LLC|L\.L\.C|Limited|Corp|Co|S\.A|PLC|Pte|Pvt|GmbH|JSC|B\.V|N\.V)\b", re.I
)
_FORM = re.compile(rf"(?:{_LEGAL.pattern})\.?\)?", re.I)
_CUT_OFF = re.compile(r"\b(?:No|St|Str|[A-Z])$")
_SEE = re.compile(
    r"\s*\(\s*see (?:also )?(?:alternat\w+ )?address\w*\s[^)]*(?:\([^)]*\)?)?[^)]*\)?\.?", re.I
)
_LEAD = re.compile(r"^.*?\b(?:following|apply)\b[^:,]*[:,]\s*", re.I)
_COUNTRY_NOTE = re.compile(r"\b(?:under|in)\s+(?P<where>.*?)\)?\.?$", re.I | re.S)


def split_run_on(text: str, country: str = "") -> tuple[str, str | None]:
    """Part a name from the address that ran into it.

    "Lubov Skvortsova, 7150 Rue Chouinard, Montreal, QC, Canada" gives the name and the address.
    The cut is at the first full stop or comma after which comes a house number or a street, or,
    after a full stop, a place in `country`. Gives (text, None) where there is no address:
    "140 Repair Plant JSC" and "Huawei Technologies Co., Ltd." are names.
    """
    text = " ".join(text.split())
    for mark in re.finditer(r"(?:\.'|[.,;])(?:,? \(| )", text):
        name, address = text[: mark.start()].strip(" ,"), text[mark.end() :].strip(" )")
        if len(name) < 2 or _CUT_OFF.search(name) or _LEGAL.match(address):
            continue
        here = bool(country) and country.casefold() in address.casefold()
        first, comma, _ = address.partition(",")
        if not (here or address.count(",") > 1 or (comma and first.startswith("P"))):
            continue
        numbered = _NUMBERED.match(address) or (_STREET.search(first) and re.search(r"\d", address))
        place = re.search(rf"(?:^|, ){re.escape(country or '-')}\.?(?:$|;| [(\d])", address, re.I)
        if numbered or (place and len(first.split()) <= 3):
            return name, address
    return text, None


def give_back_form(name: str, address: str) -> tuple[str, str]:
    """Give a name the legal form that was cut off it at a comma and begins the address.

    >>> give_back_form("EXAMPLE GROUP", "INC., 1 MAIN STREET, SPRINGFIELD")
    ('EXAMPLE GROUP, INC.', '1 MAIN STREET, SPRINGFIELD')
    """
    form, comma, rest = address.partition(",")
    if not comma or not _FORM.fullmatch(form.strip()):
        return name, address
    return f"{name}, {form.strip()}", rest.strip()


def split_addresses(text: str) -> list[str]:
    """Split "A, Kabul, Afghanistan; and B, Kabul. (See alternate addresses …)" into addresses."""
    text = without_note(" ".join(text.split()))
    parts = (re.sub(r"^(?:and|or)\s+", "", p.strip(), flags=re.I) for p in text.split(";"))
    cleaned = (_LEAD.sub("", p).strip(" ,.") for p in parts)
    return list(dict.fromkeys(p for p in cleaned if p))


def without_note(text: str) -> str:
    """Give a text without the note that points to addresses under other countries."""
    return _SEE.sub("", text)


def see_also(text: str) -> str:
    """Give the note that points to addresses under other countries, "" where there is none."""
    found = _SEE.search(" ".join(text.split()))
    note = _COUNTRY_NOTE.search(found[0].strip()) if found else None
    return note["where"] if note else ""
