"""A linear model of relations between two mentions of one sentence.

One logistic model for each relation type and direction over word n-grams around and between the two
slots of a rendered sentence, trained by `benchmarks/extraction/train_pairs.py`; see there for data.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from aigeo.articles.mentions import Entity
from aigeo.articles.render import Rendered
from aigeo.model.vocabulary import vocabulary

MAX_SLOTS_BETWEEN = 8
_MAX_SLOTS = 60
_TOKEN = re.compile(r"[<\[](\w+) ([\d,]+)[>\]](?:'s)?|[\w$%]+(?:['.-]\w+)*|[^\w\s]")
_NUMBER = re.compile(r"\d")
_COARSE = {
    "Agency": "Gov",
    "Government": "Gov",
    "Fund": "Firm",
    "Chip": "Tech",
    "Model": "Tech",
    "Dataset": "Tech",
    "Technology": "Tech",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SlotToken:
    """A slot within the token list of a rendered sentence."""

    at: int
    start: int
    end: int
    type: str
    entities: tuple[int, ...]
    pronoun: bool


def sentence_tokens(rendered: Rendered) -> tuple[list[str], list[SlotToken]]:
    """Lower-cased words, with slots as upper-case type names, and where the slots stand."""
    words: list[str] = []
    slots: list[SlotToken] = []
    for match in _TOKEN.finditer(rendered.text):
        if match.group(2):
            numbers = tuple(int(n) for n in match.group(2).split(","))
            pronoun = match.group().startswith("[")
            slots.append(
                SlotToken(len(words), match.start(), match.end(), match.group(1), numbers, pronoun)
            )
            words.append(match.group(1).upper() + ("'s" if pronoun else ""))
        else:
            words.append(_NUMBER.sub("0", match.group().casefold()))
    return words, slots


def pair_features(
    words: Sequence[str],
    left: SlotToken,
    right: SlotToken,
    slots_between: int,
    entities: Sequence[Entity],
) -> list[str]:
    """Features of an ordered pair of slots; `left` stands first in the sentence."""
    between = list(words[left.at + 1 : right.at])
    before = ["^", "^", *words[max(0, left.at - 3) : left.at]][-3:]
    after = [*words[right.at + 1 : right.at + 4], "$", "$"][:3]
    a, b = left.type, right.type
    pair = f"{a}|{b}"
    coarse = f"{_COARSE.get(a, a)}|{_COARSE.get(b, b)}"
    out = ["bias", f"t={pair}", f"c={coarse}", f"n={slots_between}", f"n={slots_between}|{coarse}"]
    out.append(f"len={min(len(between) // 2, 8)}")
    if len(between) <= 6:
        out.append(f"all={pair}|{' '.join(between)}")
        out.append(f"all={' '.join(between)}")
    for word in dict.fromkeys(between[:24]):
        out.append(f"w={word}")
        out.append(f"w={word}|{coarse}")
    out.extend(f"b={one} {two}" for one, two in itertools.pairwise(between[:21]))
    out.extend(f"b3={' '.join(between[i : i + 3])}" for i in range(min(len(between) - 2, 14)))
    if between:
        out.append(f"first={between[0]}|{coarse}")
        out.append(f"last={between[-1]}|{coarse}")
    out.append(f"p1={before[-1]}|{a}")
    out.append(f"p2={before[-2]} {before[-1]}")
    out.append(f"n1={after[0]}|{b}")
    out.append(f"n2={after[0]} {after[1]}")
    out.extend(f"pw={w}|{coarse}" for w in dict.fromkeys(words[max(0, left.at - 6) : left.at]))
    out.extend(f"nw={w}|{coarse}" for w in dict.fromkeys(words[right.at + 1 : right.at + 7]))
    for name, slot in (("l", left), ("r", right)):
        if slot.pronoun:
            out.append(f"{name}pron")
        entity = entities[slot.entities[0]]
        if entity.generic:
            head = re.findall(r"\w+", entity.mentions[0].text if entity.mentions else entity.name)
            out.append(f"{name}gen={head[-1].casefold() if head else ''}|{coarse}")
        if len(slot.entities) > 1:
            out.append(f"{name}many")
    return out


def slot_pairs(slots: Sequence[SlotToken]) -> Iterator[tuple[SlotToken, SlotToken, int]]:
    """Pairs of slots in order, with the number of slots between them."""
    shown = slots[:_MAX_SLOTS]
    for i, left in enumerate(shown):
        for j in range(i + 1, min(len(shown), i + 2 + MAX_SLOTS_BETWEEN)):
            yield left, shown[j], j - i - 1


@dataclass(frozen=True, slots=True)
class PairScore:
    """A relation between entity numbers with its probability and its slots' place in the text."""

    type: str
    subject: int
    object: int
    probability: float
    start: int
    end: int


class PairModel:
    """Weights by feature; `classes` are relation types with a direction, `SUPPLIES>` or
    `SUPPLIES<`."""

    def __init__(
        self, features: dict[str, int], weights: npt.NDArray[np.float32], classes: Sequence[str]
    ) -> None:
        self._features, self._weights, self.classes = features, weights, tuple(classes)

    def probabilities(self, features: Sequence[str]) -> npt.NDArray[np.float32]:
        """Probability of each class; features that training did not see count nothing."""
        rows = [self._features[f] for f in features if f in self._features]
        total = self._weights[rows].sum(axis=0)
        return np.asarray(1.0 / (1.0 + np.exp(-total)), dtype=np.float32)

    def score(
        self, rendered: Rendered, entities: Sequence[Entity], floor: float = 0.05
    ) -> Iterator[PairScore]:
        """Relations of at least `floor` probability within one sentence, signatures kept."""
        words, slots = sentence_tokens(rendered)
        for left, right, between in slot_pairs(slots):
            features = pair_features(words, left, right, between, entities)
            span = rendered.span(left.start, right.end)
            yield from self._above(features, left, right, span, entities, floor)

    def _above(
        self,
        features: Sequence[str],
        left: SlotToken,
        right: SlotToken,
        span: tuple[int, int],
        entities: Sequence[Entity],
        floor: float,
    ) -> Iterator[PairScore]:
        types = vocabulary()
        chances = self.probabilities(features)
        for index in np.nonzero(chances >= floor)[0]:
            kind, forward = self.classes[index][:-1], self.classes[index][-1] == ">"
            subjects, objects = (left, right) if forward else (right, left)
            for s in subjects.entities:
                for o in objects.entities:
                    if s != o and types.relation(kind).allows(entities[s].type, entities[o].type):
                        yield PairScore(kind, s, o, float(chances[index]), *span)


@cache
def pair_model() -> PairModel:
    """The shipped model, read once."""
    file = resources.files("aigeo.articles") / "data" / "pairs.npz"
    with file.open("rb") as stream, np.load(stream, allow_pickle=False) as raw:
        names = bytes(raw["features"]).decode("utf-8").split("\n")
        weights = raw["weights"].astype(np.float32) * np.float32(raw["scale"])
        classes = bytes(raw["classes"]).decode("utf-8").split("\n")
    return PairModel({name: i for i, name in enumerate(names)}, weights, classes)
