"""Country names of datasets, in whatever form they come, to ISO 3166 codes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from countryguess import guess_country

from aigeo.model.names import fold
from aigeo.resolve.families import capital_of

_ALIASES = {
    "eu": "eu",
    "european union": "eu",
    "america": "us",
    "the states": "us",
    "美国": "us",
    "中国": "cn",
    "中华人民共和国": "cn",
    "prc": "cn",
    "p.r.c.": "cn",
    "people's republic of china": "cn",
    "香港": "hk",
    "澳门": "mo",
    "台湾": "tw",
    "roc": "tw",
    "俄罗斯": "ru",
    "日本": "jp",
    "韩国": "kr",
    "英国": "gb",
    "uk": "gb",
    "kosovo": "xk",
    "crimea": "ua",
    "west bank": "ps",
    "gaza": "ps",
    "burma": "mm",
    "drc": "cd",
}
_NAMES = {"eu": "European Union", "xk": "Kosovo", "cn": "China", "tw": "Taiwan"}


@cache
def country_code(text: str) -> str | None:
    """Give the ISO 3166-1 alpha-2 code (lower case; `eu` for the Union), or None if unsure.

    Names in many languages, codes and official long forms are known; adjectives are not.
    """
    key = fold(text).strip(" .")
    if not key:
        return None
    if key in _ALIASES:
        return _ALIASES[key]
    found = guess_country(text.strip(" ."))
    return str(found["iso2"]).lower() if found else None


@cache
def country_name(code: str) -> str:
    """Give the short English name of a country by its code; the code itself when unknown."""
    if code in _NAMES:
        return _NAMES[code]
    found = guess_country(code)
    return str(found["name_short"]) if found else code.upper()


_OF = re.compile(r"(?:(?:the )?government of (?:the )?|the )?(.+?)(?: government)?")


def government_code(name: str, countries: Iterable[str] = ()) -> str | None:
    """Give the country whose government a name means: of a country, "Government of" it, a capital.

    None where the name means something else, or `countries` name other countries.

    >>> government_code("Beijing"), government_code("the Netherlands"), government_code("Nutmeg")
    ('cn', 'nl', None)
    """
    found = _OF.fullmatch(fold(name).strip())
    plain = found.group(1) if found else name
    code = capital_of(plain) or (country_code(plain) if len(plain) > LONGEST_CODE else None)
    said = set(countries)
    return code if code and (not said or code in said) else None


LONGEST_CODE = 3
"""Letters of a country's code, which says too little where a name is meant."""
