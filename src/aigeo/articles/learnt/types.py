"""What the learnt model takes and gives. Offsets are characters into the unchanged text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class MentionPrediction:
    """A span that stands for an entity; `score` is the probability of span and type together."""

    start: int
    end: int
    type: str
    generic: bool
    score: float


@dataclass(frozen=True, slots=True)
class LearntPrediction:
    """All mentions of one text, by start, longer ones first; generic ones may hold named ones."""

    mentions: list[MentionPrediction] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class EntityCluster:
    """One entity: its type and the character spans of all its mentions."""

    type: str
    spans: Sequence[tuple[int, int]]
    generic: bool = False


@dataclass(frozen=True, slots=True)
class RelationPrediction:
    """A relation between two of the given entities, with the span of text that carries it.

    `score` is the probability of the type; `status` one of `stated`, `planned`, `alleged`,
    `ended`.
    """

    type: str
    subject_index: int
    object_index: int
    quote_start: int
    quote_end: int
    score: float
    status: str
    negated: bool
