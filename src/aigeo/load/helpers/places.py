"""Countries read off addresses."""

from __future__ import annotations

import re

_STATES = re.split(
    r" ",
    "Alabama AL Alaska AK Arizona AZ Arkansas AR California CA Colorado CO Connecticut CT"
    " Delaware DE Florida FL Georgia GA Hawaii HI Idaho ID Illinois IL Indiana IN Iowa IA Kansas"
    " KS Kentucky KY Louisiana LA Maine ME Maryland MD Massachusetts MA Michigan MI Minnesota MN"
    " Mississippi MS Missouri MO Montana MT Nebraska NE Nevada NV New-Hampshire NH New-Jersey NJ"
    " New-Mexico NM New-York NY North-Carolina NC North-Dakota ND Ohio OH Oklahoma OK Oregon OR"
    " Pennsylvania PA Rhode-Island RI South-Carolina SC South-Dakota SD Tennessee TN Texas TX"
    " Utah UT Vermont VT Virginia VA Washington WA West-Virginia WV Wisconsin WI Wyoming WY",
)
_NAMES = "|".join(s.replace("-", " ") for s in _STATES[::2])
_CODES = "|".join(_STATES[1::2])
_ZIP = re.compile(rf"\b(?:{_CODES}),? \d{{5}}(?:-\d{{4}})?$")
# "Georgia" alone is also a country, so a state's name counts only at the end of an address that
# has something before it.
_STATE = re.compile(rf"\S.*[ ,](?:{_NAMES})(?: [A-Z][a-z]+ County)?$")
_DEGREES = re.compile(r"(\d+)°(?:(\d+)['′])?(?:([\d.]+)[\"″])?\s*([NSEW])")
_NOT_PLACE = re.compile(r"[\d-]+")


def country_in(address: str) -> str:
    """Give the country that an address names, as text; "" where it names none.

    The last part between commas counts ("…, Hebei, China, 076471" gives "China"); an address
    that ends in a U.S. state or in its code and ZIP code gives "United States".
    """
    address = " ".join(address.split()).rstrip(" .")
    if _ZIP.search(address) or _STATE.match(address):
        return "United States"
    parts = [p.strip() for p in address.split(",")]
    while parts and (not parts[-1] or _NOT_PLACE.fullmatch(parts[-1])):
        parts.pop()
    return parts[-1] if len(parts) > 1 else ""


def degrees(text: str) -> float | None:
    """Read `32°35'25"N` as decimal degrees, south and west below zero; None where unreadable."""
    match = _DEGREES.fullmatch(text.strip())
    if match is None:
        return None
    value = int(match[1]) + int(match[2] or 0) / 60 + float(match[3] or 0) / 3600
    return round(-value if match[4] in "SW" else value, 6) if value <= 180 else None
