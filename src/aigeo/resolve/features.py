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

from aigeo.model.names import fold, words
from aigeo.resolve.reading import Described, Lexicon, Read, compared, wholes
from aigeo.resolve.writing import WRITING, Floats, writing

FEATURES = (
    *WRITING,
    "acronym", "acronym_length", "agreeing_names", "names_less", "names_more", "scripts_differ",
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
    joined: frozenset[str]
    words: frozenset[str]
    """Words that may be the initials of another name."""
    is_native: bool
    """Whether a name is in a script of its own."""

    @classmethod
    def of(cls, described: Described) -> _Thing:
        reads = compared(described)
        forms, short = wholes(described.names | described.aliases)
        return cls(
            described, reads, forms, short.union(*(r.initials for r in reads)),
            frozenset(r.joined for r in reads),
            frozenset(w for r in reads for w in r.words if 2 < len(w) < 9),
            any(not key.isascii() for key in described.name_keys()),
        )  # fmt: skip


def _beside(x: _Thing, y: _Thing) -> list[float]:
    """Give the evidence of a pair but for that of writing; that of agreeing names is left at 0."""
    a, b = x.described, y.described
    met = x.initials & y.joined | y.initials & x.joined
    within = (x.initials & y.words | y.initials & x.words) - met
    country = bool(a.countries) and not a.countries.isdisjoint(b.countries)
    addresses = address_likeness(a.addresses, b.addresses)
    forms = bool(x.forms) and not x.forms.isdisjoint(y.forms)
    names = len(x.reads), len(y.reads)
    return [
        1.0 if met else 0.5 if within else 0.0,
        float(max(map(len, met | within), default=0)),
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


@lru_cache(maxsize=20_000)
def _place(address: str) -> frozenset[str]:
    return frozenset(w for w in words(fold(address)) if len(w) > 1)


def address_likeness(a: Set[str], b: Set[str]) -> float:
    """Give the best share of words and numbers that two addresses have in common; -1: unknown.

    An address of a town alone says too little to agree or to disagree.
    """
    best = -1.0
    for one in map(_place, a):
        for other in map(_place, b):
            smaller = min(len(one), len(other))
            if smaller >= 3:
                shared = one & other
                numbers = any(w.isdigit() for w in shared)
                best = max(best, len(shared) / smaller * (1.0 if numbers else 0.6))
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
