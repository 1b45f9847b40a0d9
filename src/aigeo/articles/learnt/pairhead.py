"""The head that scores pairs of mentions, in numpy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from aigeo.articles.learnt.pairs import Pairs, RangeMax, Spot

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
_BLOCK = 1024


class PairHead:
    """The pair head of the training network, from weights in int8 with a scale a row."""

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as stored:
            self._w = {
                name: stored[name].astype(np.float32) * stored[f"{name}.scale"]
                if f"{name}.scale" in stored.files
                else stored[name].astype(np.float32)
                for name in stored.files
                if not name.endswith(".scale")
            }

    def __call__(
        self, states: Floats, spots: Sequence[Spot], pairs: Pairs
    ) -> tuple[Floats, Floats]:
        """Scores (pairs, 2 × relations) and status scores (pairs, 6), before any squashing."""
        first = np.array([s.first for s in spots], dtype=np.int64)
        last = np.array([s.last for s in spots], dtype=np.int64)
        kinds = np.array([s.kind for s in spots], dtype=np.int64)
        scores, status = [], []
        for at in range(0, len(pairs), _BLOCK):
            part = slice(at, at + _BLOCK)
            x = self._hidden(states, first, last, kinds, pairs, part)
            scores.append(x @ self._w["relations.weight"].T + self._w["relations.bias"])
            status.append(x @ self._w["status.weight"].T + self._w["status.bias"])
        return np.concatenate(scores), np.concatenate(status)

    def _hidden(
        self, states: Floats, first: Ints, last: Ints, kinds: Ints, pairs: Pairs, part: slice
    ) -> Floats:
        """Last hidden layer of some pairs. Only the rows that they touch are tabulated, so that
        memory does not grow with the text."""
        w = self._w
        used, place = np.unique(
            np.concatenate([pairs.left[part], pairs.right[part]]), return_inverse=True
        )
        left, right = np.split(place.reshape(-1), 2)
        ranges = pairs.ranges[part]
        low = int(min(first[used].min(), ranges.min()))
        high = int(max(last[used].max(), ranges.max()))
        maximum = RangeMax(states[low:high])
        pooled = maximum(first[used] - low, last[used] - low)
        one = pooled @ w["left.weight"].T + w["left.bias"] + w["kind_left.weight"][kinds[used]]
        other = pooled @ w["right.weight"].T + w["kind_right.weight"][kinds[used]]
        x: Floats = one[left] + other[right]
        for n, name in enumerate(("between", "before", "after")):
            # Many pairs share what stands before or after them.
            distinct, row = np.unique(ranges[:, n], axis=0, return_inverse=True)
            around = maximum(distinct[:, 0] - low, distinct[:, 1] - low) @ w[f"{name}.weight"].T
            x += around[row.reshape(-1)]
        for n, name in enumerate(("distance", "sentences", "crowd")):
            x += w[f"{name}.weight"][pairs.buckets[part, n]]
        x = np.maximum(x, 0.0)
        mixed: Floats = np.maximum(x @ w["mix.weight"].T + w["mix.bias"], 0.0)
        return mixed
