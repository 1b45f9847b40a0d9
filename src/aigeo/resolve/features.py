"""What the matcher goes by: evidence that two descriptions are of one thing, as numbers.

Evidence of writing is taken from the two names that agree best, with words weighted by how rare
they are; then come all names together, legal forms, countries, types, and what stands beside
names: addresses, register numbers and websites, dates, and neighbours in the graph.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from rapidfuzz.distance import Indel

from aigeo.model.acronyms import made_of, short_for
from aigeo.model.han import is_han
from aigeo.model.names import fold, words
from aigeo.resolve.reading import Described, Lexicon, Read, compared, wholes
from aigeo.resolve.writing import WRITING, Floats, writing

FEATURES = (
    *WRITING,
    "acronym", "acronym_length", "made_of", "made_length", "sounding",
    "agreeing_names", "names_less", "names_more", "scripts_differ",
    "forms_same", "forms_differ", "country_same", "country_differs", "type_same", "type_sibling",
    "address_same", "address_differs", "neighbours_same",
    "marks_same", "marks_differ", "dates_same", "dates_differ",
)  # fmt: skip
LEARNT = FEATURES[:-4]
"""Those whose weight is learnt; marks and dates stand too seldom in two sources."""
TOGETHER = 4096
"""Pairs whose evidence is worked out in one go."""


def features(pairs: Sequence[tuple[Described, Described]], lexicon: Lexicon) -> Floats:
    """Give the evidence of pairs, shape (pairs, len(FEATURES)) in the order of FEATURES.

    The order of the two of a pair says nothing. A pair of which one has no name that can be read
    has a row of zeros.
    """
    found = np.zeros((len(pairs), len(FEATURES)))
    known: dict[int, _Thing] = {}
    for start in range(0, len(pairs), TOGETHER):
        chosen: list[int] = []
        sides: list[tuple[_Thing, _Thing]] = []
        for n, pair in enumerate(pairs[start : start + TOGETHER], start):
            for one in pair:
                if id(one) not in known:
                    known[id(one)] = _Thing.of(one)
            a, b = known[id(pair[0])], known[id(pair[1])]
            if a.reads and b.reads:
                chosen.append(n)
                sides.append((a, b))
        if sides:
            written, agreeing = writing([(a.reads, b.reads) for a, b in sides], lexicon)
            beside = np.array([_beside(a, b) for a, b in sides])
            beside[:, AGREEING] = agreeing
            found[chosen] = np.hstack((written, beside))
    return found


AGREEING = FEATURES.index("agreeing_names") - len(WRITING)


@dataclass(frozen=True, slots=True)
class _Thing:
    """What is read of one thing, however many it is compared with."""

    described: Described
    reads: tuple[Read, ...]
    forms: frozenset[str]
    initials: frozenset[str]
    """Initials of its names as written, legal forms included."""
    joined: frozenset[str]
    lines: str
    """The initials of all its names, one after the other."""
    short: frozenset[str]
    """Words that may be initials of words of another name."""
    made: tuple[str, ...]
    """Names that may be made of the beginnings of words of another name."""
    places: Sequence[Place]
    is_native: bool
    """Whether a name is in a script of its own."""
    is_han: bool

    @classmethod
    def of(cls, described: Described) -> _Thing:
        reads = compared(described)
        forms, short = wholes(described.names | described.aliases)
        keys = described.name_keys()
        return cls(
            described, reads, forms, short,
            frozenset(r.joined for r in reads),
            " ".join(r.initials for r in reads),
            frozenset().union(*(r.short for r in reads)),
            tuple(r.made for r in reads if r.made),
            _places(described.addresses),
            any(not key.isascii() for key in keys),
            any(map(is_han, keys)),
        )  # fmt: skip


def _beside(x: _Thing, y: _Thing) -> list[float]:
    """Give the evidence of a pair but for that of writing; that of agreeing names is left at 0."""
    a, b = x.described, y.described
    acronym, letters = _acronym(x, y)
    made, made_letters = _made(x, y) if x.made or y.made else (0.0, 0)
    country = bool(a.countries) and not a.countries.isdisjoint(b.countries)
    addresses = _alike(x.places, y.places) if x.places and y.places else -1.0
    forms = bool(x.forms) and not x.forms.isdisjoint(y.forms)
    names = len(x.reads), len(y.reads)
    return [
        acronym,
        float(letters),
        made,
        float(made_letters),
        _sounding(x, y) if x.is_han != y.is_han else -1.0,
        0.0,
        float(min(names)),
        float(max(names)),
        float(x.is_native != y.is_native),
        float(forms),
        float(bool(x.forms and y.forms and not forms)),
        float(country),
        float(bool(a.countries and b.countries and not country)),
        float(a.type == b.type),
        float(a.type != b.type and "Organization" not in (a.type, b.type)),
        max(addresses, 0.0),
        float(-1.0 < addresses < 0.2),
        float(len(a.neighbours & b.neighbours)),
        *_kinds(a.marks, b.marks),
        *_kinds(a.dates, b.dates, beginning=4),
    ]


def _acronym(x: _Thing, y: _Thing) -> tuple[float, int]:
    """Tell how far a word of one is the initials of words of the other, and of how many letters.

    The share of words that are the same when the acronym is written out: 1 where it is the whole.
    """
    whole = x.initials & y.joined | y.initials & x.joined
    best = (1.0, max(map(len, whole))) if whole else (0.0, 0)
    for one, other in ((x, y), (y, x)):
        for word in one.short:
            if word in other.lines and len(word) > best[1] * (best[0] == 1.0):
                best = max(best, _written_out(word, one.reads, other.reads))
    return best


def _written_out(word: str, ones: Sequence[Read], others: Sequence[Read]) -> tuple[float, int]:
    best = 0.0
    for read in ones:
        if word not in read.short:
            continue
        mine = set(read.spoken) - {word}
        for other in others:
            if word in other.short:
                continue  # it stands in both
            left = short_for(word, other.spoken)
            if left is not None:
                theirs = set(left)
                same = 1 + len(mine & theirs)
                best = max(best, 2 * same / (2 + len(mine) + len(theirs)))
    return best, len(word) if best else 0


def _made(x: _Thing, y: _Thing) -> tuple[float, int]:
    """Tell of which share of the other's words a name is made, and of how many letters."""
    return max(
        (
            (made_of(word, read.spoken), len(word))
            for one, other in ((x, y), (y, x)) for word in one.made for read in other.reads
            if word[0] == read.initials[:1]
        ),
        default=(0.0, 0),
    )  # fmt: skip


def _sounding(x: _Thing, y: _Thing) -> float:
    """Tell how alike the words sound that only one of two names has, one of them in Chinese."""
    best = 0.0
    for a in x.reads:
        for b in y.reads:
            left = "".join(v for w, v in zip(a.words, a.voices, strict=True) if w not in b.bag)
            right = "".join(v for w, v in zip(b.words, b.voices, strict=True) if w not in a.bag)
            best = max(best, Indel.normalized_similarity(left, right))
    return best


Place = tuple[frozenset[str], frozenset[str]]
"""Words of an address, and those of them that are numbers."""


@lru_cache(maxsize=20_000)
def _place(address: str) -> Place:
    said = frozenset(w for w in words(fold(address)) if len(w) > 1)
    return said, frozenset(filter(str.isdigit, said))


def _places(addresses: Set[str]) -> list[Place]:
    return [place for place in map(_place, addresses) if len(place[0]) >= 3]


def address_likeness(a: Set[str], b: Set[str]) -> float:
    """Give the best share of words and numbers that two addresses have in common; -1: unknown.

    An address of a town alone says too little to agree or to disagree.
    """
    return _alike(_places(a), _places(b))


def _alike(a: Sequence[Place], b: Sequence[Place]) -> float:
    best = -1.0
    for one, numbers in a:
        for other, other_numbers in b:
            share = len(one & other) / min(len(one), len(other))
            if share > best:
                agree = not numbers.isdisjoint(other_numbers)
                best = max(best, share if agree else 0.6 * share)
    return best


def _kinds(a: Set[str], b: Set[str], beginning: int | None = None) -> tuple[float, float]:
    """Tell whether a value of one kind is the same on both sides, and whether one differs."""
    if not (a and b):
        return 0.0, 0.0
    sides: list[dict[str, set[str]]] = []
    for values in (a, b):
        found: dict[str, set[str]] = {}
        for value in values:
            kind, _, text = value.partition(":")
            found.setdefault(kind, set()).add(text[:beginning].casefold())
        sides.append(found)
    shared = sides[0].keys() & sides[1].keys()
    same = any(sides[0][kind] & sides[1][kind] for kind in shared)
    return float(same), float(bool(shared) and not same)
