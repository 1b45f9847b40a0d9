"""Countries as tables name them: names, codes, nationalities."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from aigeo.load.places import country_code
from aigeo.model.names import fold

WORDS = Path(__file__).with_name("country_words.txt")
_CODE_AFTER = re.compile(r".*[(\[]([A-Z]{2,3})[)\]]")


@cache
def _words() -> dict[str, str]:
    out: dict[str, str] = {}
    for line in WORDS.read_text("utf-8").splitlines():
        code, _, listed = line.partition(": ")
        if not line.startswith("#"):
            out.update({fold(word): code for word in listed.split(", ")})
    return out


@lru_cache(maxsize=50_000)
def country_of(text: str) -> str | None:
    """Give the ISO code of a country by its name, code, nationality or `Name (CODE)`, or None."""
    if (known := _words().get(fold(text).strip(" ."))) is not None:
        return known
    if (found := country_code(text)) is not None:
        return found
    match = _CODE_AFTER.fullmatch(text.strip())
    return country_code(match[1]) if match is not None else None
