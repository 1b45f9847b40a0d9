"""How the names of a thing are read before they are compared with those of another."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol

from rapidfuzz.distance import JaroWinkler

from aigeo.model.acronyms import (
    LONGEST,
    MADE,
    SHORTEST,
    first_letters,
    initials_with_forms,
    other_initials,
    spoken,
)
from aigeo.model.blocking import GENERIC, sound
from aigeo.model.han import in_latin
from aigeo.model.names import name_key, normalise_name
from aigeo.model.readings import in_russian
from aigeo.model.towns import places_in
from aigeo.model.wording import readings_of, wording

_DIGIT = re.compile(r"\d")
NONE: frozenset[str] = frozenset()
NAMES_COMPARED = 10
"""Names of each side that are compared, the shortest and the longest left out last."""
SIMILAR = 0.88
"""Jaro-Winkler similarity from which two words count as spellings of one."""


class Described(Protocol):
    """What the matcher reads of a thing (aigeo.resolve.linking.Candidate)."""

    @property
    def type(self) -> str:
        """Its type."""

    @property
    def names(self) -> frozenset[str]:
        """Its names."""

    @property
    def aliases(self) -> frozenset[str]:
        """Its further names."""

    @property
    def countries(self) -> frozenset[str]:
        """Its countries."""

    @property
    def addresses(self) -> frozenset[str]:
        """Its addresses."""

    @property
    def marks(self) -> frozenset[str]:
        """What it alone bears, as `kind:value`."""

    @property
    def dates(self) -> frozenset[str]:
        """Its dates, as `kind:date`."""

    @property
    def neighbours(self) -> frozenset[str]:
        """Ids of what it is tied to."""

    def name_keys(self) -> dict[str, bool]:
        """Its matching keys."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of words from many names."""

    weights: Mapping[str, float]
    """Of words in common use: 1 for one that one name in the data has, 0 for one of all."""
    lone: Mapping[str, float]
    """Of a word that one name has and the other lacks: log odds that the two are one thing."""
    same: Mapping[str, frozenset[str]]
    """Words that stand for each other in names of one thing: translations, abbreviations."""

    def weight(self, word: str) -> float:
        """Give how much a word says."""
        return self.weights.get(word, 0.15 if word in GENERIC else 1.0)


class Read(NamedTuple):
    """One name as it is compared."""

    words: tuple[str, ...]
    joined: str
    whole: str
    """All letters of its key, legal forms that do not end it included."""
    sound: str
    numbers: frozenset[str]
    spoken: tuple[str, ...]
    """Its words as they are written, of which an acronym takes letters."""
    initials: str
    short: frozenset[str]
    """Its words that may be initials of other words."""
    made: str
    """The whole where it may be made of the beginnings of other words."""
    core: frozenset[str]
    bag: frozenset[str]
    letters: str
    """Its letters in the order of the alphabet."""
    towns: frozenset[str]
    """The places that it names."""


@lru_cache(maxsize=50_000)
def _read(key: str) -> Read:
    said = wording(key).words
    joined = "".join(said)
    out_loud = spoken(key)
    return Read(
        said, joined, key.replace(" ", ""), sound(joined),
        frozenset(filter(_DIGIT.search, said)) if _DIGIT.search(joined) else NONE, out_loud,
        first_letters(out_loud),
        frozenset([w for w in out_loud if SHORTEST <= len(w) <= LONGEST]),
        joined if len(said) == 1 and SHORTEST <= len(joined) <= MADE else "",
        frozenset([w for w in said if w not in GENERIC]) or frozenset(said),
        frozenset(said), "".join(sorted(joined)), places_in(out_loud),
    )  # fmt: skip


@lru_cache(maxsize=20_000)
def _whole(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give the legal forms of a name as written, and its initials with them and in other words."""
    key = normalise_name(name, legal_forms=False)
    short = (*initials_with_forms(key), *other_initials(name_key(name)))
    return wording(key).forms, frozenset(short)


@lru_cache(maxsize=20_000)
def phrases(names: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    """Give the words whose beginnings may make a short name, legal forms and all, and in Russian.

    >>> phrases(frozenset({"Kama Repair Plant"}))
    (('kama', 'repair', 'plant'), ('kama', 'remontnyi', 'zavod'))
    """
    found: list[tuple[str, ...]] = []
    for name in sorted(names):
        key = name_key(name)
        every = tuple(in_latin(normalise_name(name, legal_forms=False)).split())
        said = spoken(key)
        at = every.index(said[0]) if said and said[0] in every else 0
        found += [said, every[at:], *in_russian(key)]
    return tuple([words for words in dict.fromkeys(found) if words])


@lru_cache(maxsize=20_000)
def wholes(names: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Give the legal forms and the initials of names as written."""
    found = [_whole(name) for name in names]
    if len(found) == 1:
        return found[0]
    return (
        NONE.union(*[forms for forms, _ in found]),
        NONE.union(*[short for _, short in found]),
    )


def compared(x: Described) -> tuple[Read, ...]:
    """Give the names by which a thing is compared, as they are read."""
    return _reads(frozenset(x.name_keys()))


def compared_keys(x: Described) -> tuple[str, ...]:
    """Give the matching keys of the names by which a thing is compared."""
    return _keys(frozenset(x.name_keys()))


@lru_cache(maxsize=20_000)
def _keys(every: frozenset[str]) -> tuple[str, ...]:
    if len(every) == 1:
        return tuple(every)
    keys = sorted(every, key=lambda key: (len(key), key))
    half = NAMES_COMPARED // 2
    return tuple(keys if len(keys) <= NAMES_COMPARED else keys[:half] + keys[-half:])


@lru_cache(maxsize=20_000)
def _reads(every: frozenset[str]) -> tuple[Read, ...]:
    if len(every) == 1 and next(iter(every)).isascii():
        return (_read(*every),)
    reads = (_read(reading) for key in _keys(every) for reading in readings_of(key))
    return tuple({r.words: r for r in reads}.values())


def aligned(
    left: Sequence[str], right: Sequence[str], lexicon: Lexicon
) -> tuple[list[str], list[str], list[str], int]:
    """Give the words of each side alone, those of both, and how many stand for each other."""
    if left == right:
        return [], [], list(left), 0
    rest = list(right)
    alone: list[str] = []
    same: list[str] = []
    for word in left:
        if word in rest:
            rest.remove(word)
            same.append(word)
        else:
            alone.append(word)
    still: list[str] = []
    translated = 0
    for word in alone:
        near, best = "", 0.0
        for other in rest:
            likeness = _likeness(word, other)
            if likeness > best:
                near, best = other, likeness
        if best >= SIMILAR:
            rest.remove(near)
            same.append(word)
            continue
        known = lexicon.same.get(word, frozenset())
        for other in rest:
            if other in known:
                rest.remove(other)
                same.append(word)
                translated += 1
                break
        else:
            still.append(word)
    return still, rest, same, translated


@lru_cache(maxsize=100_000)
def _likeness(a: str, b: str) -> float:
    """Give how alike two words are written or sound, 0 below SIMILAR."""
    # The quick question first: letters alone are no digits.
    if not (a.isalpha() and b.isalpha()) and any(c.isdigit() for c in a + b):
        return 0.0
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) >= 3 and len(long) >= 6 and long.startswith(short):
        return 1.0  # "tech" for "technologies"
    if len(short) < 4:
        return 0.0
    if len(said := sound(a)) >= 3 and said == sound(b):
        return 0.95
    return JaroWinkler.similarity(a, b, score_cutoff=SIMILAR)
