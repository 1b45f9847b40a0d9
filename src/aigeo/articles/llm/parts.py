"""Long texts in parts that overlap, cut between sentences."""

from __future__ import annotations

from collections.abc import Iterator

from aigeo.articles.text import Sentence, split_sentences

PART = 8000
"""Characters of a part, about 2,000 tokens."""
OVERLAP = 800
"""Characters that a part repeats of the one before, so that a fact across the cut is seen whole."""


def parts(text: str, size: int = PART, overlap: int = OVERLAP) -> list[tuple[int, int]]:
    """Ranges that cover the text, each at most `size` characters, repeating up to `overlap`."""
    pieces = [p for s in split_sentences(text) for p in _short(s, size)]
    out: list[tuple[int, int]] = []
    first = 0
    while first < len(pieces):
        last = first
        while last + 1 < len(pieces) and pieces[last + 1][1] - pieces[first][0] <= size:
            last += 1
        out.append((pieces[first][0], pieces[last][1]))
        if last + 1 == len(pieces):
            break
        following = last + 1
        while following > first + 1 and pieces[last][1] - pieces[following - 1][0] <= overlap:
            following -= 1
        first = following
    return out


def _short(sentence: Sentence, size: int) -> Iterator[tuple[int, int]]:
    for start in range(sentence.start, sentence.end, size):
        yield start, min(sentence.end, start + size)
