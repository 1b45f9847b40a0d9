"""The learnt matcher: how probably two described things are one.

Boosted trees over the evidence of `aigeo.resolve.features`. Trees, thresholds and what is known
of words stand in `data/matcher.json`, made by `benchmarks/resolution/train.py`, which also
writes docs/accuracy-resolution.md.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from aigeo.model.blocking import GENERIC, latin
from aigeo.model.han import is_han
from aigeo.model.wording import wording
from aigeo.resolve.features import FEATURES, LEARNT, features
from aigeo.resolve.reading import Described, Lexicon
from aigeo.resolve.things import Things

SYLLABLES = 10
"""Letters that a name in Chinese characters and one in Latin letters must have in common."""
LETTERS = 6
"""Letters that names must have in common to be linked by their spelling."""
GIVEN = {"marks_same": 3.0, "marks_differ": 0.0, "dates_same": 0.5, "dates_differ": -2.0}
"""Log odds that evidence adds which too few entities of two sources have for learning it; a firm
has several register numbers, so that different ones say nothing."""
_GIVEN = np.array([GIVEN[name] for name in FEATURES[len(LEARNT) :]])
MOST_LEAVES = 12
"""Leaves that a tree may have."""
ROWS = 256
"""Pairs that are asked about at a time, so that what is in work fits into the processor's cache."""
PLACES = 256
"""Rows of a table that several features share."""
FloatArray = npt.NDArray[np.float64]


class Forest:
    """Trees as tables, to be asked about many pairs at once.

    A tree is five lists: of each split its feature, limit and the nodes to go to, and the leaves.
    A node from 0 on is a split; ~n is the leaf n. A feature up to the limit goes left.

    A split that does not go left rules out the leaves to its left, and the first leaf that none
    rules out is where the tree leads (QuickScorer: Lucchese et al., QuickScorer: a fast algorithm
    to rank documents with additive ensembles of regression trees, SIGIR 2015). Which leaves of
    every tree all splits on one feature rule out depends on between which of its limits the value
    lies, so that a row of features is answered by a look-up for each feature; those of few limits
    share a table.
    """

    def __init__(self, trees: Sequence[Sequence[Sequence[float]]]) -> None:
        every = (1 << MOST_LEAVES) - 1
        self._every = np.uint16(every)
        splits: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
        self._leaves = np.zeros(len(trees) * MOST_LEAVES)
        self._starts = np.arange(len(trees), dtype=np.intp)[:, None] * MOST_LEAVES
        self._first = np.array(
            [max(0, (n & -n).bit_length() - 1) for n in range(every + 1)], dtype=np.intp
        )
        for number, (feature, limit, left, right, leaf) in enumerate(trees):
            order, below = _from_left(left, right)
            if len(order) > MOST_LEAVES:
                raise ValueError(f"tree {number} has {len(order)} leaves, at most {MOST_LEAVES}")
            start = number * MOST_LEAVES
            self._leaves[start : start + len(order)] = np.array(leaf)[order]
            for asked, at, ruled_out in zip(feature, limit, below, strict=True):
                kept = every & ~sum(1 << order.index(n) for n in ruled_out)
                splits[int(asked)].append((at, number, kept))
        self._tables = _tables(splits, len(trees), every)

    def values(self, given: FloatArray) -> FloatArray:
        """Give the sums of the leaves to which rows of features lead; shape (rows,)."""
        found = np.zeros(len(given))
        places = [(table.left_in, table.places(given)) for table in self._tables]
        for start in range(0, len(given), ROWS):
            left_in = np.full((len(given[start : start + ROWS]), len(self._starts)), self._every)
            for kept, at in places:
                left_in &= kept.take(at[start : start + ROWS], axis=0)
            # Trees first, so that leaves are added up in the order of the trees.
            leads = self._first.take(left_in.T)
            leads += self._starts
            found[start : start + ROWS] = self._leaves.take(leads).sum(axis=0)
        return found


@dataclass(frozen=True, slots=True)
class _Table:
    """Which leaves of every tree the values of some features leave in, as bits."""

    limits: tuple[tuple[int, FloatArray], ...]
    """Features and their limits, ascending."""
    left_in: npt.NDArray[np.uint16]
    """Shape (places, trees); places are counted with the last feature as the fastest."""

    def places(self, rows: FloatArray) -> npt.NDArray[np.intp]:
        """Give where in `left_in` it says what rows of features leave in, shape (rows,)."""
        at = np.zeros(len(rows), dtype=np.intp)
        for feature, limits in self.limits:
            at *= len(limits) + 1
            at += np.searchsorted(limits, rows[:, feature])
        return at

    def joined(self, other: _Table) -> _Table:
        """Give one table for the features of two."""
        both = self.left_in[:, None, :] & other.left_in[None, :, :]
        return _Table(self.limits + other.limits, both.reshape(-1, both.shape[2]))


def _tables(
    splits: Mapping[int, Sequence[tuple[float, int, int]]], trees: int, every: int
) -> list[_Table]:
    """Give tables of (limit, tree, leaves kept beyond the limit) by feature, small ones joined."""
    single: list[_Table] = []
    for feature, asked in sorted(splits.items()):
        limits = sorted({limit for limit, _, _ in asked})
        left_in = np.full((len(limits) + 1, trees), every, dtype=np.uint16)
        for limit, tree, kept in asked:
            left_in[limits.index(limit) + 1 :, tree] &= kept
        single.append(_Table(((feature, np.array(limits)),), left_in))
    found: list[_Table] = []
    for table in sorted(single, key=lambda t: len(t.left_in)):
        if found and len(found[-1].left_in) * len(table.left_in) <= PLACES:
            found[-1] = found[-1].joined(table)
        else:
            found.append(table)
    return found


def _from_left(left: Sequence[float], right: Sequence[float]) -> tuple[list[int], list[set[int]]]:
    """Give the leaves from left to right, and by split those that lie to its left."""
    below: list[set[int]] = [set() for _ in left]

    def walk(node: int) -> list[int]:
        if node < 0:
            return [~node]
        mine = walk(int(left[node]))
        below[node] = set(mine)
        return mine + walk(int(right[node]))

    return walk(0 if left else ~0), below


@dataclass(frozen=True, slots=True)
class Matcher:
    """Trees, what is known of words, and the two thresholds."""

    trees: Forest
    sums: FloatArray
    """Sums of the trees, ascending, for which log odds are known."""
    odds: FloatArray
    """Their log odds, between which those of other sums lie (isotonic regression)."""
    lexicon: Lexicon
    certain: float
    """Probability from which two things are linked while loading."""
    doubtful: float
    """Probability from which a pair is kept for review."""

    def probability(self, a: Described, b: Described) -> float:
        """Give the probability that two things are one, from 0 to 1."""
        return self.probabilities([(a, b)])[0]

    def probabilities(
        self, pairs: Sequence[tuple[Described, Described]], things: Things | None = None
    ) -> list[float]:
        """Give the probability of each pair, from 0 to 1, that its two are one thing.

        Many pairs asked about together take a fraction of the time of each by itself, and so do
        pairs of things that `things` has read before.
        """
        if not pairs:
            return []
        given = features(pairs, self.lexicon, things)
        odds = interpolated(self.trees.values(given), self.sums, self.odds)
        z = odds + given[:, len(LEARNT) :] @ _GIVEN
        found: list[float] = (1.0 / (1.0 + np.exp(-np.clip(z, -50.0, 50.0)))).tolist()
        return found


def interpolated(x: FloatArray, at: FloatArray, values: FloatArray) -> FloatArray:
    """Give values between known ones, and beyond them on a line of slope 1/10.

    So that of two sums the greater always has the greater odds, as ranking needs.
    """
    found = np.interp(x, at, values) + 0.1 * (np.minimum(x - at[0], 0) + np.maximum(x - at[-1], 0))
    return np.asarray(found, dtype=np.float64)


@cache
def matcher() -> Matcher:
    """Give the shipped matcher, read once."""
    file = resources.files("aigeo.resolve") / "data" / "matcher.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    lexicon = Lexicon(
        data["weights"], data["lone"], {w: frozenset(others) for w, others in data["same"].items()}
    )
    return Matcher(
        Forest(data["trees"]), np.array(data["sums"]), np.array(data["odds"]), lexicon,
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
        if mixes_scripts(x) == mixes_scripts(y)
    )


_MIXED = re.compile(r"[a-z][\u0370-\u052f]|[\u0370-\u052f][a-z]")


def mixes_scripts(key: str) -> bool:
    """Tell whether a word has Latin letters beside Greek or Cyrillic ones.

    Such a word only looks like another: a name may be made up to pass for it.

    >>> mixes_scripts("nvidi\u0430"), mixes_scripts("nvidia \u0440\u043e\u0441\u0441\u0438\u044f")
    (True, False)
    """
    return not key.isascii() and _MIXED.search(key) is not None


def _telling(key: str) -> list[str]:
    """Give the words of a key in Latin letters but for legal forms, which may be written out."""
    # Characters are not translated here: names in two languages are linked by the alias table.
    every = latin(key).split() if is_han(key) else wording(key).written
    return [word for word in every if word not in SAFE]


def _same_words(x: str, y: str, *, named: bool) -> bool:
    left, right = (_telling(key) for key in (x, y))
    if is_han(x) != is_han(y) and sum(map(len, left)) < SYLLABLES:
        return False  # of two or three syllables there are many homophones
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
