"""Questions as programs send them: typed, with limits, and made into questions of the graph."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from aigeo import queries
from aigeo.answers.asking import answer
from aigeo.answers.overlay import overlay_of
from aigeo.answers.questions import Question, SavedQuestion, analysis
from aigeo.influence import Filters
from aigeo.resolve.find import find
from aigeo.store import Store

Row = dict[str, Any]
Name = Annotated[str, Field(min_length=1, max_length=500, description="An id or any name.")]
SENT = Path("overlay")
"""What messages call an overlay that came without a file."""


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")

    as_of: Annotated[
        date | None, Field(description="The day on which facts must hold; else today.")
    ] = None
    min_confidence: Annotated[
        float, Field(ge=0, le=1, description="Least confidence of a fact.")
    ] = 0.0

    def _filters(self, **more: Any) -> Filters:
        day = (self.as_of or date.today()).isoformat()
        return Filters(as_of=day, min_confidence=self.min_confidence, **more)


class _AskedInHops(_Asked):
    max_hops: Annotated[int, Field(ge=1, le=6, description="The longest chain.")] = 4
    types: Annotated[
        tuple[str, ...], Field(max_length=50, description="Relation types; all unless given.")
    ] = ()
    statuses: Annotated[tuple[str, ...], Field(min_length=1, max_length=4)] = ("stated",)
    top: Annotated[int, Field(ge=1, le=100, description="How many, the strongest first.")] = 10

    def filters(self) -> Filters:
        """Give the filters. Raises UsageError for unknown types and statuses."""
        return self._filters(max_hops=self.max_hops, types=self.types, statuses=self.statuses)


class AskedPaths(_AskedInHops):
    """Influence paths from one entity to another."""

    kind: Literal["paths"]
    source: Name
    target: Name

    def question(self, store: Store) -> Question:
        """Give the question with canonical ids."""
        ends = {"source": [find(store, self.source)], "target": [find(store, self.target)]}
        return analysis("paths", {**ends, "top": self.top}, self.filters())


class AskedReach(_AskedInHops):
    """Who has leverage on an entity, or on whom it has."""

    kind: Literal["reach"]
    entity: Name
    direction: Literal["in", "out"] = "in"
    sign: Literal["constrain", "enable", "both"] = "both"

    def question(self, store: Store) -> Question:
        """Give the question with the canonical id."""
        given = {"entity": find(store, self.entity), "direction": self.direction,
                 "sign": self.sign, "top": self.top}  # fmt: skip
        return analysis("reach", given, self.filters())


class AskedChokepoints(_AskedInHops):
    """On whom an entity's supply hangs."""

    kind: Literal["chokepoints"]
    entity: Name
    substitute: Annotated[
        float,
        Field(ge=0, le=100, description="Makers with less of a market (percent) do not stand in."),
    ] = 0.0

    def question(self, store: Store) -> Question:
        """Give the question with the canonical id."""
        given = {"entity": find(store, self.entity), "top": self.top,
                 "substitute": self.substitute}  # fmt: skip
        return analysis("chokepoints", given, self.filters())


class AskedOwnership(_Asked):
    """Who owns an entity, and whether a rule blocks it."""

    kind: Literal["ownership"]
    entity: Name
    rule: Literal["ofac50", "bis50", "control"] = "ofac50"
    chains: Annotated[int, Field(ge=0, le=1000, description="Most chains, the largest first.")] = 20

    def question(self, store: Store) -> Question:
        """Give the question with the canonical id."""
        given = {"entity": find(store, self.entity), "rule": self.rule, "top": self.chains}
        return analysis("ownership", given, self._filters())


class AskedQuery(BaseModel):
    """A saved query."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["query"]
    name: Annotated[str, Field(max_length=200, description="Name of the query.")]
    parameters: Annotated[
        dict[str, Any], Field(default_factory=dict, max_length=50, description="By name.")
    ]

    def question(self, store: Store) -> Question:
        """Give the query with bound parameters."""
        return SavedQuestion.of(store, queries.named(store.settings, self.name), self.parameters)


Asked = Annotated[
    AskedPaths | AskedReach | AskedChokepoints | AskedOwnership | AskedQuery,
    Field(discriminator="kind"),
]


def known_at(store: Store, asked: Asked, day: date, limit: int) -> Row:
    """Answer from what sources had said by the end of a day: `rows`, at most `limit`.

    Raises what the question raises: UsageError, NotFoundError, AmbiguousNameError, StoreError.
    """
    rows = answer(store, asked.question(store), known_at=day.isoformat()).rows
    return {"known_at": day.isoformat(), "rows": rows[:limit], "truncated": len(rows) > limit}


def what_if(store: Store, asked: Asked, overlay: dict[str, Any], limit: int) -> Row:
    """Answer as if an overlay's facts were so; the stored graph is left as it is.

    Gives `facts` (those that the overlay `added`, `replaced` and `removed`, by id) and the rows of
    the answer that are `added`, `removed` and `changed`, at most `limit` of each. Raises InputError
    for an overlay that cannot be read or does not fit the graph, and what the question raises.
    """
    question = asked.question(store)
    found = answer(store, question, overlay=overlay_of(overlay, SENT)).to_dict()
    parts = {key: found[key][:limit] for key in ("added", "removed", "changed")}
    cut = any(len(found[key]) > limit for key in parts)
    return {"facts": found["facts"], **parts, "truncated": cut}
