"""Facts as the analysis sees them: edges turned the way that leverage runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from aigeo.errors import UsageError
from aigeo.model.records import STATUSES
from aigeo.model.vocabulary import vocabulary

MAX_HOPS = 8
DEFAULT_HOPS = 4


@dataclass(frozen=True, slots=True)
class Fact:
    """One edge, from who has the leverage to whom it reaches.

    `along` tells whether that is the way the fact is written (subject to object). `weight` is
    the stored one: base weight of the relation type × confidence.
    """

    id: str
    type: str
    source: str
    target: str
    along: bool
    weight: float
    sign: int
    confidence: float
    dated: str | None = None
    """When it began, else when its newest source was published: partial ISO date."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which facts may be part of an answer.

    `as_of` is the ISO day on which a fact must hold, None for any day; `types` and `statuses` are
    the relation types and statuses allowed (`types` empty: all). An `ended` fact counts while it
    held, and a planned one, if allowed, before it begins. `directed` False lets leverage run both
    ways along every fact. Raises UsageError for values outside their range.
    """

    as_of: str | None = field(default_factory=lambda: date.today().isoformat())
    max_hops: int = DEFAULT_HOPS
    min_confidence: float = 0.0
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ("stated",)
    directed: bool = True

    def __post_init__(self) -> None:
        if self.as_of is not None:
            try:
                date.fromisoformat(self.as_of)
            except ValueError:
                raise UsageError(f"{self.as_of!r} is not a date of the form YYYY-MM-DD") from None
        if not 1 <= self.max_hops <= MAX_HOPS:
            raise UsageError(f"a path can have 1 to {MAX_HOPS} hops, not {self.max_hops}")
        if not 0 <= self.min_confidence <= 1:
            raise UsageError(f"confidence lies between 0 and 1; {self.min_confidence} does not")
        _known("relation type", self.types, vocabulary().relation_types)
        _known("status", self.statuses, STATUSES)


def _known(kind: str, given: Iterable[str], known: Iterable[str]) -> None:
    for word in given:
        if word not in known:
            raise UsageError(f"unknown {kind} {word!r}", hint=f"known: {', '.join(sorted(known))}")
