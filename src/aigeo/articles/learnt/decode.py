"""Mentions from the scores of word labels: the best sequence that BIO and the sentences allow."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import numpy.typing as npt

from aigeo.articles.learnt.labels import SHAPES, Labels
from aigeo.articles.learnt.tokens import Tokens
from aigeo.articles.learnt.types import MentionPrediction

Floats = npt.NDArray[np.float32]
MARK = SHAPES.index("mark")


def softmax(scores: Floats) -> Floats:
    """Probabilities along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    out: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return out


def viterbi(scores: Floats, starts: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Best label of each word; scores (words, 1 + 2 × types) are log-probabilities.

    Label 0 is outside, 2k+1 begins a mention of type k, 2k+2 goes on with it, which only a word
    may do that follows one of the same type and is not the first of a sentence (`starts`).
    """
    count, width = scores.shape
    path = np.zeros((count, width), dtype=np.int64)
    inside = np.arange(2, width, 2)
    best = scores[0].copy() if count else np.zeros(width, dtype=np.float32)
    best[inside] = -np.inf
    for word in range(1, count):
        previous = int(best.argmax())
        step = np.full(width, best[previous], dtype=np.float32)
        path[word] = previous
        begun, gone_on = best[inside - 1], best[inside]
        step[inside] = np.maximum(begun, gone_on)
        path[word, inside] = np.where(begun >= gone_on, inside - 1, inside)
        if starts[word]:
            step[inside] = -np.inf
        best = step + scores[word]
    out = np.zeros(count, dtype=np.int64)
    if count:
        out[-1] = int(best.argmax())
        for word in range(count - 1, 0, -1):
            out[word - 1] = path[word, out[word]]
    return out


def decode(
    logits: Floats, tokens: Tokens, breaks: Collection[int], labels: Labels, bias: float = 0.0
) -> list[MentionPrediction]:
    """Mentions of both layers. logits (tokens, 2, 1 + 2 × types); breaks are tokens that begin
    sentences; `bias` is taken from the score of "outside" (more mentions, less sure ones)."""
    first = tokens.word_first
    begins = np.isin(first, list(breaks))
    out: list[MentionPrediction] = []
    for layer in range(2):
        probability = softmax(logits[first, layer].astype(np.float32))
        scores = np.log(probability + 1e-9)
        scores[:, 0] -= bias
        path = viterbi(scores, begins)
        word = 0
        while word < len(path):
            if path[word] == 0:
                word += 1
                continue
            kind = (int(path[word]) - 1) // 2
            last = word + 1
            while last < len(path) and path[last] == 2 * kind + 2:
                last += 1
            if (tokens.shapes[first[word:last]] != MARK).any():
                out.append(_mention(probability, tokens, labels, word, last, kind, layer == 1))
            word = last
    return sorted(out, key=lambda m: (m.start, -m.end, m.generic))


def _mention(
    probability: Floats,
    tokens: Tokens,
    labels: Labels,
    word: int,
    last: int,
    kind: int,
    generic: bool,
) -> MentionPrediction:
    # Begin and inside count together: a wrong split keeps the type's probability.
    sure = probability[word:last, 2 * kind + 1] + probability[word:last, 2 * kind + 2]
    return MentionPrediction(
        start=int(tokens.starts[tokens.word_first[word]]),
        end=int(tokens.ends[tokens.word_end(last - 1) - 1]),
        type=labels.entities[kind],
        generic=generic,
        score=float(sure.min()),
    )
