"""Names as lists write them: alternatives in brackets or after a stroke, commas turned round."""

from __future__ import annotations

import re
from collections.abc import Iterable

from aigeo.load.places import country_code
from aigeo.model.othernames import other_names

_ACRONYM = re.compile(r"^(?P<name>.{6,}?)\s*\((?P<alias>[A-Z][A-Za-z0-9&. -]{1,11})\)$")
_EITHER = re.compile(r"^(?P<name>[^/]{6,}?) / (?P<alias>[^/]+)$")
_ALSO = re.compile(
    r"""[,;]?\s*(?:\band\s+)?(?P<open>[(\[])?\s*
    (?:\b(?:also|formerly|now|previously)\ known\ as\b|\bdoing\ business\ as\b
    |\b[afnd](?:\.[kb]\.a|/[kb]/a)\b\.?
    |(?-i:(?<![-\w])(?:[afn]ka|dba)(?=[ .,:]))  # in capitals it may be a name
    |(?<=[(\[])(?:[afn]ka|formerly)\b(?!\)))
    [.,:]*\s*""",
    re.I | re.X,
)
"""What stands before a further name: "(a.k.a., ", ", f/k/a ", "and formerly known as "."""
_FOLLOWING = re.compile(r"the following (?:\w+ )?alias(?:es)?\b.*", re.I)
_QUOTED = re.compile(r"[“\"](?P<name>[^“”\"]+)[”\"]")
_SUFFIX = re.compile(r"\b(?:jr|sr|ii|iii|iv|dr|mr|mrs)\b\.?", re.I)


def split_aliases(text: str) -> tuple[str, list[str]]:
    """Split "Massachusetts Institute of Technology (MIT)" or "Beijing Academy … / BAAI" into the
    name and its other forms. A bracket that is no acronym ("Northeastern University (China)",
    "Acme (USA)") belongs to the name; what follows "a.k.a.", "formerly known as" and the like is a
    form, in brackets or not, closed or cut off.

    >>> split_aliases("Lukoil, OAO (a.k.a. Lukoil")
    ('Lukoil, OAO', ['Lukoil'])
    >>> split_aliases("also known as: LIMMT")
    ('LIMMT', [])
    """
    text, further = _known_as(" ".join(text.split()))
    match = _ACRONYM.match(text)
    if match is not None and _is_acronym(match["alias"]):
        initials = "".join(word[0] for word in match["name"].split())
        if country_code(match["alias"]) and not (other_names(text) or initials == match["alias"]):
            return text, further  # the branch in that country
        return match["name"], [match["alias"], *further]
    match = _EITHER.match(text)
    return (match["name"], [match["alias"], *further]) if match is not None else (text, further)


def _known_as(text: str) -> tuple[str, list[str]]:
    mark = _ALSO.search(text)
    if mark is None:
        return _bare(text), []
    inside, after = _bracketed(text[mark.end() :]) if mark["open"] else (text[mark.end() :], "")
    inside = _FOLLOWING.sub("", inside)
    names = [_bare(f"{text[: mark.start()]} {after}")]
    if inside:
        first, further = _known_as(inside)
        names += [first, *further]
    names = [name for name in names if name]
    return (names[0], names[1:]) if names else (text, [])


def _bracketed(text: str) -> tuple[str, str]:
    """Give what stands before the bracket that closes one left open, and what follows it."""
    depth = 1
    for at, char in enumerate(text):
        depth += (char in "([") - (char in ")]")
        if not depth:
            return text[:at], text[at + 1 :]
    return text, ""


def _bare(text: str) -> str:
    """Give a name without closing punctuation, a bracket that none opens, or quotes around it."""
    text = clean(text)
    if text.endswith(")") and text.count(")") > text.count("("):
        text = text[:-1].rstrip()
    quoted = _QUOTED.fullmatch(text)
    return quoted["name"] if quoted else text


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


def spelt_out(texts: Iterable[str]) -> list[str]:
    """Give further names as lists write them, those apart that one text names together."""
    out: list[str] = []
    for text in texts:
        name, further = _known_as(" ".join(text.split()))
        out += [name, *further]
    return out
