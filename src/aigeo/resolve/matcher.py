"""The learnt matcher: how probably two described things are one.

Boosted trees over the evidence of `aigeo.resolve.features`. Trees, thresholds and what is known
of words stand in `data/matcher.json`, made by `benchmarks/resolution/train.py`, which also
writes docs/accuracy-resolution.md.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from aigeo.model.blocking import GENERIC, latin
from aigeo.resolve.features import FEATURES, LEARNT, Described, Lexicon, features

LETTERS = 6
"""Letters that names must have in common to be linked by their spelling."""
GIVEN = {"marks_same": 3.0, "marks_differ": 0.0, "dates_same": 0.5, "dates_differ": -2.0}
"""Log odds that evidence adds which too few entities of two sources have for learning it; a firm
has several register numbers, so that different ones say nothing."""
_GIVEN = np.array([GIVEN[name] for name in FEATURES[len(LEARNT) :]])
FloatArray = npt.NDArray[np.float64]


class Forest:
    """Trees as tables, to be asked about several pairs at once.

    A tree is five lists: of each split its feature, limit and the nodes to go to, and the leaves.
    A node from 0 on is a split; ~n is the leaf n. A feature up to the limit goes left.
    """

    def __init__(self, trees: Sequence[Sequence[Sequence[float]]]) -> None:
        rows: list[tuple[float, float, int, int, float]] = []
        starts: list[int] = []
        depth = 0
        for features_, limits, left, right, leaves in trees:
            start, splits = len(rows), len(features_)

            def place(node: float, start: int = start, splits: int = splits) -> int:
                return start + (int(node) if node >= 0 else splits + ~int(node))

            rows += [
                (feature, limit, place(one), place(other), 0.0)
                for feature, limit, one, other in zip(features_, limits, left, right, strict=True)
            ]
            # A leaf leads to itself, so that all trees are walked as many steps as the deepest.
            rows += [
                (0, np.inf, start + splits + n, start + splits + n, leaf)
                for n, leaf in enumerate(leaves)
            ]
            starts.append(start)
            depth = max(depth, _depth(left, right))
        table = np.array(rows).reshape(-1, 5)
        self._feature, self._left, self._right = (table[:, n].astype(np.intp) for n in (0, 2, 3))
        self._limit, self._leaf = table[:, 1], table[:, 4]
        self._starts = np.array(starts, dtype=np.intp)
        self._depth = depth

    def values(self, given: FloatArray) -> FloatArray:
        """Give the sums of the leaves to which rows of features lead; shape (rows,)."""
        at = np.broadcast_to(self._starts, (len(given), len(self._starts)))
        row = np.arange(len(given))[:, None]
        for _ in range(self._depth):
            below = given[row, self._feature[at]] <= self._limit[at]
            at = np.where(below, self._left[at], self._right[at])
        return np.asarray(self._leaf[at].sum(axis=1), dtype=np.float64)


def _depth(left: Sequence[float], right: Sequence[float], node: float = 0) -> int:
    if node < 0 or not left:
        return 0
    return 1 + max(_depth(left, right, way[int(node)]) for way in (left, right))


@dataclass(frozen=True, slots=True)
class Matcher:
    """Trees, what is known of words, and the two thresholds."""

    trees: Forest
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
        return self.probabilities(a, [b])[0]

    def probabilities(self, a: Described, others: Sequence[Described]) -> list[float]:
        """Give the probability, from 0 to 1, that a thing is each of the others."""
        if not others:
            return []
        given = np.array([features(a, b, self.lexicon) for b in others])
        z = self.slope * self.trees.values(given) + self.shift + given[:, len(LEARNT) :] @ _GIVEN
        return [float(p) for p in 1.0 / (1.0 + np.exp(-np.clip(z, -50.0, 50.0)))]


@cache
def matcher() -> Matcher:
    """Give the shipped matcher, read once."""
    file = resources.files("aigeo.resolve") / "data" / "matcher.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    lexicon = Lexicon(
        data["weights"], data["lone"], {w: frozenset(others) for w, others in data["same"].items()}
    )
    return Matcher(
        Forest(data["trees"]), data["slope"], data["shift"], lexicon,
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
