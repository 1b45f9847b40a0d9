"""The shortest clause that holds both mentions of a relation."""

from __future__ import annotations

import re
from collections.abc import Sequence

_CUT = re.compile(
    r"[;:—–\n]|, (?:and|but|while|which|who|where|whose|though|although|as|after|before|when)\b|"
    r", (?=(?:said|according)\b)|[“”\"]"
)
_TRIM = " \t\n\r,;:—–-"
_NOUN_PHRASE = 40
"""Mentions so near each other (characters) make a noun phrase: no clause is needed around them."""


def quote(
    text: str,
    one: tuple[int, int],
    other: tuple[int, int],
    sentences: Sequence[tuple[int, int]],
    *,
    noun_phrase: bool,
) -> tuple[int, int]:
    """Characters [start, end) around two spans.

    A noun phrase for relations that those carry (`noun_phrase`) when the spans are close; else the
    clause or clauses of the sentences that hold them, without punctuation at the ends.
    """
    start, end = min(one[0], other[0]), max(one[1], other[1])
    if noun_phrase and end - start - (one[1] - one[0]) - (other[1] - other[0]) <= _NOUN_PHRASE:
        return start, end
    left = max((s for s, e in sentences if s <= start < e), default=start)
    right = min((e for s, e in sentences if s < end <= e), default=end)
    for cut in _CUT.finditer(text, left, right):
        if cut.end() <= start:
            left = cut.end()
        elif cut.start() >= end:
            right = cut.start()
            break
    while left < start and text[left] in _TRIM:
        left += 1
    while right > end and text[right - 1] in _TRIM:
        right -= 1
    return left, right
