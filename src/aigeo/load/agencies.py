"""Which country's agency a text means: two have a Ministry of Commerce.

"China's Ministry of Commerce", "the Indian Ministry of Finance" and "the Ministry of Justice of
Taiwan" say it; so does a relation that ties the agency to a country. The gazetteer's own idea of an
agency counts only where the text bears it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aigeo.load.table.countries import country_of

Json = Mapping[str, Any]

_OF = re.compile(r" of (?:the )?| \(")
_BEFORE = re.compile(r"(?:^|[^\w.])((?:[A-Z][\w.]+ ){0,2}[A-Z][\w.]+)(?:['’]s)? (?:[Ff]ederal )?$")
_LONG_FORM = re.compile(
    r" of (?:the )?(?:(?!of )[\w'’]+ )*(?:Republic|Kingdom|Federation|State|Union)$"
)
_SECOND = frozenset({"Arabian", "Arabia's", "Emirati"})
"""Second words of what is known as a country by the first."""
_POSSESSIVE = re.compile(r"['’]s?$")
_CODES = frozenset({"US", "U.S.", "UK", "U.K.", "UAE", "U.A.E.", "EU"})
_HOMES = ("BASED_IN", "PART_OF")
MOST_WORDS = 3
"""Words that a country's name or adjective has before an agency's: "South Korean"."""
SHORT = 4
"""Letters from which a word may name a country."""
LOOKED_AT = 20
"""Places of a mention in a text that are looked at."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a text says of an agency: its name, its country (alpha-2) if one, further names."""

    name: str
    country: str | None
    aliases: frozenset[str]


def told(entity: Json, extracted: Json) -> Told:
    """Read an agency of an extracted document (SCHEMA form)."""
    name, mentions = entity["name"], list(entity["mentions"])
    homes = {code for text in mentions for code, _ in _homes(text)}
    homes |= set(_before(mentions, extracted["text"])) | set(_tied(entity["id"], extracted))
    country = next(iter(homes)) if len(homes) == 1 else None
    claimed = {code for code, _ in _homes(name)}
    if claimed and claimed != homes and mentions:
        name = mentions[0]  # the gazetteer knows one of this name, and the text means another
    plain = {rest for text in (name, *mentions) for code, rest in _homes(text) if code == country}
    return Told(name, country, frozenset(text for text in plain if " " in text) - {name})


def _homes(name: str) -> Iterator[tuple[str, str]]:
    """Give the country that a name says, before or behind it, with the rest of the name.

    >>> list(_homes("South Korean Ministry of Finance"))
    [('kr', 'Ministry of Finance')]
    >>> list(_homes("Ministry of Commerce of the People's Republic of China"))
    [('cn', 'Ministry of Commerce')]
    """
    words = name.split()
    for count in range(1, min(MOST_WORDS, len(words) - 1) + 1):
        if (code := _code(" ".join(words[:count]))) is not None:
            count += words[count] in _SECOND and count < len(words) - 1
            yield code, " ".join(words[count:])
            return
    for match in reversed(list(_OF.finditer(name))):
        if (code := _code(name[match.end() :].rstrip(")"))) is not None:
            yield code, _LONG_FORM.sub("", name[: match.start()])
            return


def _before(mentions: Sequence[str], text: str) -> Iterator[str]:
    for mention in mentions:
        at = text.find(mention)
        for _ in range(LOOKED_AT):
            if at < 0:
                break
            match = _BEFORE.search(text, max(0, at - 60), at)
            if match is not None:
                words = match[1].split()
                ends = (" ".join(words[n:]) for n in range(len(words)))
                yield from [code for end in ends if (code := _code(end)) is not None][:1]
            at = text.find(mention, at + 1)


def _tied(agency: str, extracted: Json) -> Iterator[str]:
    """Give the countries that relations tie the agency to."""
    names = {e["id"]: e["name"] for e in extracted["entities"] if e["type"] == "Country"}
    for relation in extracted["relations"]:
        if relation["type"] in _HOMES and relation["subject"] == agency:
            code = country_of(names.get(relation["object"], ""))
            if code is not None and not relation["negated"]:
                yield code


def _code(text: str) -> str | None:
    """Give the country that a text names, by itself or as an adjective."""
    text = _POSSESSIVE.sub("", text)
    # "In" and "No" are codes of countries, too.
    if not text[:1].isupper() or (len(text) < SHORT and text not in _CODES):
        return None
    return country_of(text)
