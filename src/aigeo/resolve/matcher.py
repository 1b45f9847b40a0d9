"""The learnt matcher: how probably two described things are one.

Boosted trees over the evidence of `aigeo.resolve.features`. Trees, thresholds and what is known
of words stand in `data/matcher.json`, made by `benchmarks/resolution/train.py`, which also
writes docs/accuracy-resolution.md.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from rapidfuzz.distance import OSA

from aigeo.model.blocking import GENERIC, latin
from aigeo.resolve.features import FEATURES, LEARNT, Described, Lexicon, features

LETTERS = 6
"""Letters that names must have in common to be linked by their spelling."""
GIVEN = {"marks_same": 3.0, "marks_differ": 0.0, "dates_same": 0.5, "dates_differ": -2.0}
"""Log odds that evidence adds which too few entities of two sources have for learning it; a firm
has several register numbers, so that different ones say nothing."""


@dataclass(frozen=True, slots=True)
class Tree:
    """One tree: of each split its feature, limit and the nodes to go to.

    A node from 0 on is a split; ~n is the leaf n. A feature up to the limit goes left.
    """

    feature: Sequence[int]
    limit: Sequence[float]
    left: Sequence[int]
    right: Sequence[int]
    leaf: Sequence[float]

    def value(self, given: Sequence[float]) -> float:
        """Give the leaf to which features lead."""
        at = 0 if self.feature else -1
        while at >= 0:
            below = given[self.feature[at]] <= self.limit[at]
            at = self.left[at] if below else self.right[at]
        return self.leaf[~at]


@dataclass(frozen=True, slots=True)
class Matcher:
    """Trees, what is known of words, and the two thresholds."""

    trees: Sequence[Tree]
    slope: float
    """With `shift`, what makes probabilities of the trees' sum (Platt's scaling)."""
    shift: float
    lexicon: Lexicon
    certain: float
    """Probability from which two things are linked while loading."""
    doubtful: float
    """Probability from which a pair is kept for review."""

    def probability(self, a: Described, b: Described) -> float:
        """Give the probability that two things are one, from 0 to 1."""
        given = features(a, b, self.lexicon)
        z = self.slope * sum(tree.value(given) for tree in self.trees) + self.shift
        z += sum(
            GIVEN[name] * value
            for name, value in zip(FEATURES[len(LEARNT) :], given[len(LEARNT) :], strict=True)
        )
        return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, z))))


@cache
def matcher() -> Matcher:
    """Give the shipped matcher, read once."""
    file = resources.files("aigeo.resolve") / "data" / "matcher.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    lexicon = Lexicon(
        data["weights"], data["lone"], {w: frozenset(others) for w, others in data["same"].items()}
    )
    return Matcher(
        [Tree(*tree) for tree in data["trees"]], data["slope"], data["shift"], lexicon,
        data["certain"], data["doubtful"],
    )  # fmt: skip


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
    # Of a name with one telling word a letter makes another: Micron and Micro Technology.
    telling = any(word not in GENERIC for word in left if word != one)
    long_enough = (
        min(len(one), len(other)) >= (5 if telling else 7) and sum(map(len, left)) >= LETTERS + 4
    )
    letters = one.isalpha() and other.isalpha() and one[0] == other[0]
    return long_enough and letters and OSA.distance(one, other, score_cutoff=1) <= 1
