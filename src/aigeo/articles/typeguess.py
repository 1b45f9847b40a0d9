"""Type of a capitalised name that no list knows, from its words and its neighbours.

A linear model (averaged perceptron; M. Collins, EMNLP 2002) over a few word features, trained by
`benchmarks/extraction/train_typeguess.py` on the annotated training texts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

NOT_A_NAME = "-"
_SHAPE = ((re.compile(r"[A-Z]"), "X"), (re.compile(r"[a-z]"), "x"), (re.compile(r"\d"), "0"))
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|President|Senator|Representative|Minister)\.?\s+$")


def shape(word: str) -> str:
    """`GPT` gives `X`, `Nvidia` gives `Xx`, `H20` gives `X0`."""
    out = word
    for pattern, letter in _SHAPE:
        out = pattern.sub(letter, out)
    return re.sub(r"(.)\1+", r"\1", out)


def features(text: str, start: int, end: int, first_names: frozenset[str]) -> Iterator[str]:
    """Features of the name text[start:end]: its words, their shapes, and two words each side."""
    words = re.findall(r"[\w&.]+", text[start:end])
    if not words:
        return
    before = re.findall(r"[\w$%]+|[^\w\s]", text[max(0, start - 40) : start])
    after = re.findall(r"[\w$%]+|[^\w\s]", text[end : end + 40])
    yield "bias"
    yield f"n={min(len(words), 5)}"
    yield f"first={words[0].casefold()}"
    yield f"last={words[-1].casefold()}"
    yield f"end3={words[-1][-3:].casefold()}"
    for word in words:
        yield f"w={word.casefold()}"
    yield "shape=" + " ".join(shape(w) for w in words[:3])
    yield f"p1={before[-1].casefold() if before else '^'}"
    yield f"n1={after[0].casefold() if after else '$'}"
    if len(before) > 1:
        yield f"p2={before[-2].casefold()} {before[-1].casefold()}"
    if len(after) > 1:
        yield f"n2={after[0].casefold()} {after[1].casefold()}"
        yield f"a2={after[1].casefold()}"
    if words[0] in first_names and len(words) > 1:
        yield "firstname"
    if _TITLE.search(text, max(0, start - 20), start):
        yield "titled"


class TypeGuesser:
    """Scores of types, summed over features."""

    def __init__(
        self,
        weights: Mapping[str, Mapping[str, float]],
        first_names: frozenset[str],
        common: frozenset[str] = frozenset(),
    ) -> None:
        self._weights = weights
        self.first_names = first_names
        self.common = common

    def scores(self, text: str, start: int, end: int) -> dict[str, float]:
        """Summed weights by type; `-` is the score of not being a name at all."""
        out: dict[str, float] = {}
        for feature in features(text, start, end, self.first_names):
            for kind, weight in self._weights.get(feature, {}).items():
                out[kind] = out.get(kind, 0.0) + weight
        return out

    def guess(self, text: str, start: int, end: int) -> tuple[str, float]:
        """Best type and its margin over the second, in units of the model's score."""
        ranked = sorted(self.scores(text, start, end).items(), key=lambda x: -x[1])
        if not ranked:
            return NOT_A_NAME, 0.0
        return ranked[0][0], ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0.0)


@cache
def type_guesser() -> TypeGuesser:
    """The shipped model, read once."""
    file = resources.files("aigeo.articles") / "data" / "typeguess.json"
    raw = json.loads(file.read_text(encoding="utf-8"))
    return TypeGuesser(raw["weights"], frozenset(raw["first_names"]), frozenset(raw["common"]))
