"""Pairs of mentions that may hold a relation, and what the relation head looks at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

MAX_SENTENCES = 2
"""Mentions of a pair lie at most so many sentences apart."""
MAX_MENTIONS = 40
"""A mention is paired with so many after it at most: a list of thousands without a full stop takes
linear time, and no text of the training sets has a pair that is left out."""
SIDE = 8
"""Tokens of context on each side of a pair."""
DISTANCES = (0, 1, 2, 3, 4, 6, 9, 13, 18, 26, 38, 56)
BETWEEN = (0, 1, 2, 3, 5, 8)

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Spot:
    """A mention in tokens [first, last) of an entity, in a sentence.

    `kind` is the number of the type, plus the number of types where generic.
    """

    entity: int
    first: int
    last: int
    sentence: int
    kind: int


@dataclass(frozen=True, slots=True)
class Pairs:
    """Mention pairs, the earlier first. One row a pair.

    left, right: indices into the spots. ranges: (n, 3, 2) token ranges between, before and after.
    buckets: (n, 3) classes of distance in tokens, in sentences, of mentions between.
    """

    left: Ints
    right: Ints
    ranges: Ints
    buckets: Ints

    def __len__(self) -> int:
        return len(self.left)


def make_pairs(spots: Sequence[Spot], total: int, most: int = MAX_SENTENCES) -> Pairs:
    """All pairs of different entities' spots at most `most` sentences apart; spots by position."""
    left: list[int] = []
    right: list[int] = []
    for a, one in enumerate(spots):
        for b in range(a + 1, min(len(spots), a + 1 + MAX_MENTIONS)):
            other = spots[b]
            if other.sentence - one.sentence > most:
                break
            if other.entity != one.entity:
                left.append(a)
                right.append(b)
    i, j = np.array(left, dtype=np.int64), np.array(right, dtype=np.int64)
    first = np.array([s.first for s in spots], dtype=np.int64)
    last = np.array([s.last for s in spots], dtype=np.int64)
    sentence = np.array([s.sentence for s in spots], dtype=np.int64)
    ranges = np.zeros((len(i), 3, 2), dtype=np.int64)
    buckets = np.zeros((len(i), 3), dtype=np.int64)
    if len(i):
        outer = np.maximum(last[i], last[j])
        ranges[:, 0] = np.stack([last[i], np.maximum(first[j], last[i])], axis=1)
        ranges[:, 1] = np.stack([np.maximum(0, first[i] - SIDE), first[i]], axis=1)
        ranges[:, 2] = np.stack([outer, np.minimum(total, outer + SIDE)], axis=1)
        gap = ranges[:, 0, 1] - ranges[:, 0, 0]
        nested = first[j] < last[i]
        buckets[:, 0] = np.where(nested, 0, np.searchsorted(DISTANCES, gap, side="right"))
        buckets[:, 1] = sentence[j] - sentence[i]
        buckets[:, 2] = np.searchsorted(BETWEEN, np.maximum(0, j - i - 1), side="right") - 1
    return Pairs(i, j, ranges, buckets)


class RangeMax:
    """Maximum of rows [start, end) of a matrix by tables of powers of two."""

    def __init__(self, rows: Floats) -> None:
        self._tables = [rows]
        step = 1
        while 2 * step <= len(rows):
            table = self._tables[-1]
            self._tables.append(np.maximum(table[:-step], table[step:]))
            step *= 2

    def __call__(self, start: Ints, end: Ints) -> Floats:
        """One row for each range; zeros for empty ones."""
        width = self._tables[0].shape[1]
        out = np.zeros((len(start), width), dtype=np.float32)
        length = end - start
        for level, table in enumerate(self._tables):
            step = 1 << level
            chosen = np.flatnonzero((length >= step) & (length < 2 * step))
            if len(chosen):
                out[chosen] = np.maximum(table[start[chosen]], table[end[chosen] - step])
        return out
