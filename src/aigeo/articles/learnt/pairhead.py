"""The head that scores pairs of mentions, in numpy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from aigeo.articles.learnt.pairs import Pairs, RangeMax, Spot

Floats = npt.NDArray[np.float32]
_BLOCK = 4096


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
        w = self._w
        maximum = RangeMax(states)
        pooled = maximum(
            np.array([s.first for s in spots], dtype=np.int64),
            np.array([s.last for s in spots], dtype=np.int64),
        )
        kinds = np.array([s.kind for s in spots], dtype=np.int64)
        left = pooled @ w["left.weight"].T + w["left.bias"] + w["kind_left.weight"][kinds]
        right = pooled @ w["right.weight"].T + w["kind_right.weight"][kinds]
        scores, status = [], []
        for at in range(0, len(pairs), _BLOCK):
            part = slice(at, at + _BLOCK)
            x = left[pairs.left[part]] + right[pairs.right[part]]
            for n, name in enumerate(("between", "before", "after")):
                # Many pairs share what stands before or after them.
                ranges, row = np.unique(pairs.ranges[part, n], axis=0, return_inverse=True)
                around = maximum(ranges[:, 0], ranges[:, 1]) @ w[f"{name}.weight"].T
                x += around[row.reshape(-1)]
            for n, name in enumerate(("distance", "sentences", "crowd")):
                x += w[f"{name}.weight"][pairs.buckets[part, n]]
            x = np.maximum(x, 0.0)
            x = np.maximum(x @ w["mix.weight"].T + w["mix.bias"], 0.0)
            scores.append(x @ w["relations.weight"].T + w["relations.bias"])
            status.append(x @ w["status.weight"].T + w["status.bias"])
        return np.concatenate(scores), np.concatenate(status)
