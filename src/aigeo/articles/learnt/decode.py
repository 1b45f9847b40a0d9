"""Mentions from the scores of word labels: the best sequence that BIO and the sentences allow."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
import numpy.typing as npt

from aigeo.articles.learnt.consistency import Found, agree
from aigeo.articles.learnt.labels import SHAPES, Labels
from aigeo.articles.learnt.tokens import Tokens
from aigeo.articles.learnt.types import MentionPrediction

Floats = npt.NDArray[np.float32]
_NEVER_LAST = frozenset(
    "in on of and or to the a an by at from for with that which its their "
    ", ( [ : ; - – — ' ’".split()
)
_NEVER_FIRST = frozenset(
    "the a an The A An its Its their Their ) ] , : ; – — ' ’ ” . and of".split()
)
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
    text: str,
    logits: Floats,
    tokens: Tokens,
    breaks: Collection[int],
    labels: Labels,
    bias: float = 0.0,
) -> list[MentionPrediction]:
    """Mentions of both layers. logits (tokens, 2, 1 + 2 × types); breaks are tokens that begin
    sentences; `bias` is taken from the score of "outside" (more mentions, less sure ones)."""
    first = tokens.word_first
    begins = np.isin(first, list(breaks))
    out: list[Found] = []
    for layer in range(2):
        probability = softmax(logits[first, layer].astype(np.float32))
        scores = np.log(probability + 1e-9)
        scores[:, 0] -= bias
        # Begin and inside count together: a wrong split keeps the type's probability.
        types = probability[:, 1::2] + probability[:, 2::2]
        for run in runs(viterbi(scores, begins)):
            word, last = trim(text, tokens, *run)
            if word < last and (tokens.shapes[first[word:last]] != MARK).any():
                start = int(tokens.starts[first[word]])
                end = int(tokens.ends[tokens.word_end(last - 1) - 1])
                out.append(Found(start, end, layer == 1, types[word:last].mean(axis=0)))
    return agree(text, out, labels)


def trim(text: str, tokens: Tokens, word: int, last: int) -> tuple[int, int]:
    """Words [word, last) without function words and open marks at their ends."""

    def loose(at: int, edge: frozenset[str]) -> bool:
        start = int(tokens.starts[tokens.word_first[at]])
        return text[start : int(tokens.ends[tokens.word_end(at) - 1])] in edge

    while word < last and loose(last - 1, _NEVER_LAST):
        last -= 1
    while word < last and loose(word, _NEVER_FIRST):
        word += 1
    return word, last


def runs(path: npt.NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Words [first, last) of each mention in a sequence of labels."""
    word = 0
    while word < len(path):
        last = word + 1
        if path[word]:
            inside = 2 * ((int(path[word]) - 1) // 2) + 2
            while last < len(path) and path[last] == inside:
                last += 1
            yield word, last
        word = last
