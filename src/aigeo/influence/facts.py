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
    the stored one: base weight of the relation type × confidence. `share` is a percentage: the
    part owned, or the part of the world market. `statements` counts those that support it.
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
    status: str = "stated"
    valid_from: str | None = None
    valid_to: str | None = None
    item: str | None = None
    share: float | None = None
    list: str | None = None
    program: str | None = None
    statements: int = 1

    @property
    def subject(self) -> str:
        """Id of the entity that the fact is written from."""
        return self.source if self.along else self.target

    @property
    def object(self) -> str:
        """Id of the entity that the fact is written to."""
        return self.target if self.along else self.source


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

    def admits(self, fact: Fact) -> bool:
        """Tell whether a fact may be part of an answer: the rule that the store applies too."""
        return (
            fact.confidence >= self.min_confidence
            and (not self.types or fact.type in self.types)
            and (
                fact.status in self.statuses or (fact.status == "ended" and self.as_of is not None)
            )
            and (self.as_of is None or self._holds(fact, self.as_of))
        )

    @staticmethod
    def _holds(fact: Fact, day: str) -> bool:
        begun = (fact.valid_from or "") <= day or fact.status == "planned"
        return begun and (fact.valid_to or ("" if fact.status == "ended" else "9999")) >= day


def _known(kind: str, given: Iterable[str], known: Iterable[str]) -> None:
    for word in given:
        if word not in known:
            raise UsageError(f"unknown {kind} {word!r}", hint=f"known: {', '.join(sorted(known))}")
