"""The learnt matcher: how probably two described things are one.

A network with one small hidden layer over how the names are written, countries and types. The
weights of common words (inverse document frequency) and the coefficients stand in
`data/matcher.json`, made by `benchmarks/resolution/train.py`, which also writes
docs/accuracy-resolution.md.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Protocol

from rapidfuzz.distance import OSA, JaroWinkler

from aigeo.model.blocking import GENERIC, acronym, blocks, latin

FEATURES = (
    "overlap", "extra", "extra_both", "swapped", "one_sided", "numbers_differ", "spelling",
    "same_letters", "same_sound", "same_core", "acronym", "country_same", "country_differs",
    "type_same", "type_sibling", "short", "telling", "bias",
)  # fmt: skip
NAMES_COMPARED = 12
"""Names of each side that are compared; the shortest keys of an entity with more are left out."""
SIMILAR = 0.88
"""Jaro-Winkler similarity from which two words count as spellings of one."""

LETTERS = 6
"""Letters that names must have in common to be linked by their spelling."""
SAYS_LITTLE = 0.3
"""Weight up to which a word that one side lacks does not tell the two apart."""


class Described(Protocol):
    """What the matcher reads of a thing (aigeo.resolve.linking.Candidate)."""

    @property
    def type(self) -> str:
        """Its type."""

    @property
    def countries(self) -> frozenset[str]:
        """Its countries."""

    def name_keys(self) -> dict[str, bool]:
        """Its matching keys."""


@dataclass(frozen=True, slots=True)
class Matcher:
    """Coefficients, weights of common words, and the two thresholds."""

    hidden: Sequence[Sequence[float]]
    """Of each hidden unit: one coefficient a feature."""
    output: Sequence[float]
    """One coefficient a hidden unit, then one a feature."""
    words: Mapping[str, float]
    certain: float
    """Probability from which two things are linked while loading."""
    doubtful: float
    """Probability from which a pair is kept for review."""

    def probability(self, a: Described, b: Described) -> float:
        """Give the probability that two things are one, from 0 to 1."""
        values = features(a, b, self.words)
        units = [
            math.tanh(sum(c * v for c, v in zip(unit, values, strict=True))) for unit in self.hidden
        ]
        z = sum(c * v for c, v in zip(self.output, (*units, *values), strict=True))
        return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, z))))


@cache
def matcher() -> Matcher:
    """Give the shipped matcher, read once."""
    file = resources.files("aigeo.resolve") / "data" / "matcher.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    return Matcher(data["hidden"], data["output"], data["words"], data["certain"], data["doubtful"])


def features(a: Described, b: Described, words: Mapping[str, float]) -> list[float]:
    """Give the features of a pair in the order of FEATURES, each within 0 and 1.

    Those of writing are taken from the two names that overlap most.
    """
    left, right = (sorted(x.name_keys(), key=len)[-NAMES_COMPARED:] for x in (a, b))
    if not left or not right:
        return [0.0] * (len(FEATURES) - 1) + [1.0]
    *best, telling = max(
        (_writing(x, y, words) for x in left for y in right), key=lambda w: (w[0], w[6])
    )
    initials = {acronym(key) for key in left} & set(right) | {acronym(k) for k in right} & set(left)
    same, differ = bool(a.countries & b.countries), bool(a.countries and b.countries)
    return [
        *best,
        float(bool(initials - {None})),
        float(same),
        float(differ and not same),
        float(a.type == b.type),
        float(a.type != b.type and "Organization" not in (a.type, b.type)),
        1.0 / min(min(map(len, left)), min(map(len, right))),
        telling,
        1.0,
    ]


def _writing(x: str, y: str, words: Mapping[str, float]) -> list[float]:
    left, right = latin(x).split(), latin(y).split()
    rest_left, rest_right = _unmatched(left, right)
    total = sum(_weight(w, words) for w in (*left, *right))
    lost = sum(_weight(w, words) for w in (*rest_left, *rest_right))
    extra_left = max((_weight(w, words) for w in rest_left), default=0.0)
    extra_right = max((_weight(w, words) for w in rest_right), default=0.0)
    said_left, said_right = (
        [w for w in rest if _weight(w, words) > SAYS_LITTLE] for rest in (rest_left, rest_right)
    )
    common = total - lost
    numbers = [{w for w in side if any(c.isdigit() for c in w)} for side in (left, right)]
    joined_left, joined_right = "".join(left), "".join(right)
    block_left, block_right = blocks(x), blocks(y)
    return [
        1.0 - lost / total if total else 0.0,
        max(extra_left, extra_right),
        min(extra_left, extra_right),
        float(bool(said_left and said_right)),
        float(bool(said_left) != bool(said_right)),
        float(numbers[0] != numbers[1]),
        JaroWinkler.similarity(joined_left, joined_right),
        float(sorted(joined_left) == sorted(joined_right)),
        float(
            bool(block_left.get("sound")) and block_left.get("sound") == block_right.get("sound")
        ),
        float(block_left.get("core") == block_right.get("core")),
        min(common, 6.0) / 6.0,
    ]


def _unmatched(left: Sequence[str], right: Sequence[str]) -> tuple[list[str], list[str]]:
    """Give the words of each side that have no equal, similar or abbreviated one on the other."""
    rest = list(right)
    alone = []
    for word in left:
        if word in rest:
            rest.remove(word)
        else:
            alone.append(word)
    still = []
    for word in alone:
        near = max(rest, key=lambda other: _likeness(word, other), default=None)
        if near is not None and _likeness(word, near) >= SIMILAR:
            rest.remove(near)
        else:
            still.append(word)
    return still, rest


def _likeness(a: str, b: str) -> float:
    if any(c.isdigit() for c in a + b):
        return 0.0
    short, long = sorted((a, b), key=len)
    if len(short) >= 3 and len(long) >= 6 and long.startswith(short):
        return 1.0  # "tech" for "technologies"
    return JaroWinkler.similarity(a, b) if len(short) >= 4 else 0.0


def _weight(word: str, words: Mapping[str, float]) -> float:
    return words.get(word, 0.15 if word in GENERIC else 1.0)


SAFE = frozenset(
    """
    and co company corp corporation for inc incorporated jsc joint limited liability llc ltd
    of ojsc ooo pao pjsc plc stock the zao ao
    """.split()
)
"""Words by which two names of one thing may differ; "institute" or "technology" are none."""


def same_words(a: Described, b: Described) -> bool:
    """Tell whether a name of each side has the same words but for legal forms and a letter.

    Without it nothing is linked while loading, however probable: a subsidiary, a branch in
    another city and a numbered institute differ from their parent by one word.
    """
    return any(
        _same_words(x, y, named=x_is_name or y_is_name)
        for x, x_is_name in a.name_keys().items()
        for y, y_is_name in b.name_keys().items()
    )


def _same_words(x: str, y: str, *, named: bool) -> bool:
    left, right = ([w for w in latin(key).split() if w not in SAFE] for key in (x, y))
    if not named and min(len(left), len(right)) < 2:
        return False  # a short alias of both, such as a brand that a whole group uses
    if sorted(left) == sorted(right):
        return sum(map(len, left)) >= LETTERS
    if "".join(left) == "".join(right):
        return sum(map(len, left)) >= LETTERS
    if len(left) != len(right):
        return False
    rest = list(right)
    misspelt = []
    for word in left:
        if word in rest:
            rest.remove(word)
        else:
            misspelt.append(word)
    if len(misspelt) != 1:
        return False
    ((one,), (other,)) = misspelt, rest
    long_enough = min(len(one), len(other)) >= 5 and sum(map(len, left)) >= LETTERS + 4
    letters = one.isalpha() and other.isalpha() and one[0] == other[0]
    return long_enough and letters and OSA.distance(one, other, score_cutoff=1) <= 1
