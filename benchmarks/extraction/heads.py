"""Small classifiers in numpy over features that do not change: two layers, Adam, early stopping.

Adam: Kingma and Ba, 2015. Dropout on the input and the hidden layer.
"""

from __future__ import annotations

import zlib
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
BATCH = 128
DROPOUT = 0.3


class Head:
    """Input → hidden (ReLU) → class scores; features are standardised by the training set's."""

    def __init__(self, width: int, hidden: int, classes: int, seed: int) -> None:
        dice = np.random.default_rng(seed)
        self._dice = dice
        self._w = [
            (dice.standard_normal((width, hidden)) * (2 / width) ** 0.5).astype(np.float32),
            np.zeros(hidden, np.float32),
            (dice.standard_normal((hidden, classes)) * (1 / hidden) ** 0.5).astype(np.float32),
            np.zeros(classes, np.float32),
        ]

    def fit(self, x: Floats, y: Ints, epochs: int, rate: float = 1e-3, decay: float = 1e-2) -> None:
        """Learn from features (n, width) and classes (n,)."""
        self._mean, self._scale = x.mean(0), x.std(0) + 1e-3
        moments = [np.zeros_like(w) for w in self._w], [np.zeros_like(w) for w in self._w]
        step, total = 0, epochs * -(-len(x) // BATCH)
        for _ in range(epochs):
            order = self._dice.permutation(len(x))
            for at in range(0, len(x), BATCH):
                step += 1
                rows = order[at : at + BATCH]
                grads = self._gradients((x[rows] - self._mean) / self._scale, y[rows])
                now = rate * (1 - step / (total + 1))
                for w, g, m, v in zip(self._w, grads, *moments, strict=True):
                    m += 0.1 * (g - m)
                    v += 0.001 * (g * g - v)
                    move = (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
                    w -= now * (move + (decay * w if w.ndim == 2 else 0))

    def _gradients(self, x: Floats, y: Ints) -> list[Floats]:
        w1, b1, w2, b2 = self._w
        x = x * (self._dice.random(x.shape) > DROPOUT) / np.float32(1 - DROPOUT)
        h = np.maximum(x @ w1 + b1, 0)
        kept = (self._dice.random(h.shape) > DROPOUT).astype(np.float32) / np.float32(1 - DROPOUT)
        h = h * kept
        p = _softmax(h @ w2 + b2)
        p[np.arange(len(y)), y] -= 1
        p /= len(y)
        back = (p @ w2.T) * (h > 0) * kept
        return [x.T @ back, back.sum(0), h.T @ p, p.sum(0)]

    def log_probabilities(self, x: Floats) -> Floats:
        """(n, classes)."""
        w1, b1, w2, b2 = self._w
        out = []
        for at in range(0, len(x), 4096):
            h = np.maximum((x[at : at + 4096] - self._mean) / self._scale @ w1 + b1, 0)
            out.append(np.log(_softmax(h @ w2 + b2) + 1e-9))
        return np.concatenate(out)


def _softmax(scores: Floats) -> Floats:
    e = np.exp(scores - scores.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def hashed(texts: list[list[str]], width: int = 1 << 13) -> Floats:
    """Bags of words and word pairs, hashed; rows of unit length."""
    out = np.zeros((len(texts), width), np.float32)
    for row, words in enumerate(texts):
        grams = [*words, *(f"{a} {b}" for a, b in pairwise(words))]
        for gram in grams:
            out[row, zlib.crc32(gram.encode()) % width] += 1
    return np.sqrt(out) / (np.linalg.norm(np.sqrt(out), axis=1, keepdims=True) + 1e-6)


def linear(x: Floats, y: Ints, classes: int, epochs: int, seed: int, rate: float = 0.01) -> Floats:
    """Weights (width, classes) of a softmax regression by Adam, for sparse bags of words."""
    dice = np.random.default_rng(seed)
    w = np.zeros((x.shape[1], classes), np.float32)
    m, v, step = np.zeros_like(w), np.zeros_like(w), 0
    for _ in range(epochs):
        order = dice.permutation(len(x))
        for at in range(0, len(x), 512):
            step += 1
            rows = order[at : at + 512]
            p = _softmax(x[rows] @ w)
            p[np.arange(len(rows)), y[rows]] -= 1
            g = x[rows].T @ p / len(rows) + 1e-5 * w
            m += 0.1 * (g - m)
            v += 0.001 * (g * g - v)
            w -= rate * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return w
