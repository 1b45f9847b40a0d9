"""What a thing is looked up by besides its names: address, website, register number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from aigeo.model.han import in_latin
from aigeo.model.names import fold, words

MARK = "@"
"""What a key of something beside the names begins with; no key of a name has the character."""
_DIGIT = re.compile(r"\d")
NUMBERS = 4
"""Numbers of an address that stand in its key, the longest first."""
_NO_NAMES = frozenset(
    """
    and apartment area ave avenue block bldg box building business center centre china city corp
    development district dom economic emirates floor high hong house inc industrial international
    iran kong ltd moscow new oblast office park plaza prospekt province region road room russia
    street suite tech technology tower ulitsa unit united zone
    """.split()
)


@lru_cache(maxsize=20_000)
def address_key(address: str) -> str | None:
    """Give the numbers of an address and its longest word that names something, None without both.

    Countries, and words that are written out or shortened, say nothing.

    >>> address_key("135 Connaught Road W., Hong Kong") == address_key("135 CONNAUGHT RD, HK")
    True
    """
    said = words(in_latin(fold(address)))
    numbers = {word for word in said if _DIGIT.search(word)}
    names = [w for w in said if len(w) > 2 and w.isalpha() and w not in _NO_NAMES]
    if not numbers or not names:
        return None
    longest = sorted(numbers, key=lambda n: (-len(n), n))[:NUMBERS]
    return f"{MARK}{' '.join(sorted(longest))} {max(names, key=lambda w: (len(w), w))}"[:120]


def values(properties: Mapping[str, Any], name: str) -> list[str]:
    """Give the values of a property, one or many of them."""
    value = properties.get(name)
    return [value] if isinstance(value, str) else list(value or ())


def marks(properties: Mapping[str, Any]) -> frozenset[str]:
    """Give what a thing alone bears, as `kind:value`: register numbers and hosts of websites."""
    numbers = {f"registration_number:{n}" for n in values(properties, "registration_number")}
    return frozenset(numbers | {f"website:{_host(url)}" for url in values(properties, "website")})


def keys_beside(addresses: Iterable[str], marks: Iterable[str]) -> set[str]:
    """Give the keys by which a thing is found besides its names; each begins with `MARK`."""
    found = {key for key in map(address_key, addresses) if key}
    if not marks:
        return found
    return found | {f"{MARK}{mark.casefold()}" for mark in marks if len(mark) <= LONGEST_MARK}


LONGEST_MARK = 200
"""Characters of a website's host or a number that is looked up."""


def _host(url: str) -> str:
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or url
    except ValueError:  # brackets that hold no address of version 6
        host = url
    return host.removeprefix("www.")
