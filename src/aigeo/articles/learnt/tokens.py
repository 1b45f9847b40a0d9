"""From text to the encoder's input: subword tokens, words, shapes and windows of 512 tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from aigeo.articles.learnt.labels import SHAPES

WINDOW = 512
"""Most tokens the encoder sees at once, its two marks at the ends included."""
_CONTEXT = 96
"""Tokens of context that a window repeats from the one before it."""

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens [start, end) are read together; [keep_start, keep_end) are taken from this reading."""

    start: int
    end: int
    keep_start: int
    keep_end: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """Subword tokens of a text without the encoder's marks.

    ids, shapes, starts, ends: one value a token; starts and ends are characters.
    word_first: index of the first token of each word.
    """

    ids: Ints
    shapes: Ints
    starts: Ints
    ends: Ints
    word_first: Ints

    def __len__(self) -> int:
        return len(self.ids)

    def word_end(self, word: int) -> int:
        """Index after the last token of a word."""
        return int(self.word_first[word + 1]) if word + 1 < len(self.word_first) else len(self)

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Tokens [first, last) that touch characters [start, end); None where there are none."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        last = int(np.searchsorted(self.starts, end, side="left"))
        return (first, last) if first < last else None


class TextTokenizer:
    """The encoder's tokenizer with words and shapes added."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.cls = self._id("[CLS]")
        self.sep = self._id("[SEP]")

    def _id(self, token: str) -> int:
        found = self._tokenizer.token_to_id(token)
        if found is None:
            raise ValueError(f"the tokenizer has no {token} token")
        return int(found)

    def __call__(self, text: str) -> Tokens:
        """Tokens of the text; empty where it has no word."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
        words = np.array([-1 if w is None else w for w in encoding.word_ids], dtype=np.int64)
        first = np.flatnonzero(np.diff(words, prepend=-2) != 0).astype(np.int64)
        shapes = np.zeros(len(words), dtype=np.int64)
        bounds = [*first.tolist(), len(words)]
        for begin, end in pairwise(bounds):
            word = text[int(offsets[begin, 0]) : int(offsets[end - 1, 1])]
            shapes[begin:end] = SHAPES.index(shape(word))
        return Tokens(
            ids=np.array(encoding.ids, dtype=np.int64),
            shapes=shapes,
            starts=offsets[:, 0].copy(),
            ends=offsets[:, 1].copy(),
            word_first=first,
        )


def shape(word: str) -> str:
    """How a word is written: one of `SHAPES`."""
    if not word:
        return "none"
    if any(c.isdigit() for c in word):
        return "digit"
    if not any(c.isalpha() for c in word):
        return "mark"
    if word.islower():
        return "lower"
    if word.isupper():
        return "upper" if len(word) > 1 else "title"
    if word[0].isupper() and word[1:].islower():
        return "title"
    return "mixed" if any(c.isupper() for c in word) else "other"


def windows(
    tokens: Tokens, breaks: Sequence[int], size: int = WINDOW - 2, context: int = _CONTEXT
) -> Iterator[Window]:
    """Windows that cover all tokens; they begin and end at `breaks` (token indices) if they can."""
    total = len(tokens)
    start = 0
    kept = 0
    ordered = sorted({b for b in breaks if 0 < b < total})
    while total > 0:
        end = min(total, start + size)
        if end < total:
            fits = [b for b in ordered if start + size // 2 < b <= end]
            end = fits[-1] if fits else end
        last = end >= total
        keep_end = total if last else max(kept + 1, end - context // 2)
        yield Window(start, end, kept, keep_end)
        if last:
            return
        kept = keep_end
        back = [b for b in ordered if end - 2 * context <= b <= end - context]
        start = max(start + 1, back[-1] if back else end - context)


def model_input(tokenizer: TextTokenizer, tokens: Tokens, window: Window) -> tuple[Ints, Ints]:
    """ids and shapes of a window with the encoder's marks, each (1, n + 2)."""
    ids = np.concatenate(([tokenizer.cls], tokens.ids[window.start : window.end], [tokenizer.sep]))
    shapes = np.concatenate(([0], tokens.shapes[window.start : window.end], [0]))
    return ids[None].astype(np.int64), shapes[None].astype(np.int64)
