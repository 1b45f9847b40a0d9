"""Names as lists write them: alternatives in brackets or after a stroke, commas turned round."""

from __future__ import annotations

import re

_ACRONYM = re.compile(r"^(?P<name>.{6,}?)\s*\((?P<alias>[A-Z][A-Za-z0-9&. -]{1,11})\)$")
_EITHER = re.compile(r"^(?P<name>[^/]{6,}?) / (?P<alias>[^/]+)$")
_SUFFIX = re.compile(r"\b(?:jr|sr|ii|iii|iv|dr|mr|mrs)\b\.?", re.I)


def split_aliases(text: str) -> tuple[str, list[str]]:
    """Split "Massachusetts Institute of Technology (MIT)" or "Beijing Academy … / BAAI" into the
    name and its other forms. A bracket that is no acronym ("Northeastern University (China)")
    belongs to the name.
    """
    text = " ".join(text.split())
    match = _ACRONYM.match(text)
    if match is not None and _is_acronym(match["alias"]):
        return match["name"], [match["alias"]]
    match = _EITHER.match(text)
    return (match["name"], [match["alias"]]) if match is not None else (text, [])


def _is_acronym(text: str) -> bool:
    # "DiRAC" and "C-DAC" are, "OpenAI" is a name.
    return sum(c.isupper() for c in text) >= 2 and sum(c.islower() for c in text) <= 1


def natural_order(name: str) -> str:
    """Turn "IVANOV, Ivan Ivanovich" or "Adams, Ryan" into the order of speech.

    A generational suffix keeps its comma ("MARCO SANTILLAN, JR" stays as it is).
    """
    family, comma, given = (part.strip() for part in name.partition(","))
    if not comma or not given or "," in given or _SUFFIX.fullmatch(given):
        return name.strip()
    return f"{given} {family}"


def clean(text: str) -> str:
    """Give the text with white space made single and closing punctuation of lists removed."""
    return " ".join(text.split()).strip(" ,;")
