"""The questions that can be asked of a graph, as it is or under assumptions."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from aigeo.api.drawing import given_ends
from aigeo.api.results import Change, Paths, Rows

if TYPE_CHECKING:
    from aigeo.answers.asking import Answered
    from aigeo.answers.overlay import Overlay
    from aigeo.answers.questions import Question
    from aigeo.api.graph import Graph
    from aigeo.influence import Filters

R = TypeVar("R", bound=Rows)
P = TypeVar("P", bound=Rows)
Day = str | date


class Asking(ABC, Generic[R, P]):
    """The questions that can be asked of a graph, whether as it is or under assumptions."""

    def __init__(
        self, graph: Graph, overlay: Overlay | None = None, day: str | None = None
    ) -> None:
        self._graph = graph
        self._overlay = overlay
        self._known_at = day

    def query(self, name: str, /, *, as_of: Day | None = None, **parameters: Any) -> R:
        """Answer a saved query; entities by id or any name, `as_of` today unless given.

        Raises NotFoundError for a name that stands for nothing, UsageError for parameters that
        are missing, unknown or of the wrong type.
        """
        from aigeo.answers.questions import SavedQuestion
        from aigeo.queries import named

        store = self._graph.store
        query = named(store.settings, name)
        given = parameters if as_of is None else {**parameters, "as_of": as_of}
        question = SavedQuestion.of(store, query, given)
        return self._rows(question, columns=list(query.columns), meanings=query.columns,
                          edges=query.edges, title=query.title,
                          ends=given_ends(store, query, question.parameters))  # fmt: skip

    def cypher(self, text: str, /, **parameters: Any) -> R:
        """Run one reading Cypher statement. Raises QueryError for any other."""
        from aigeo.answers.questions import CypherQuestion
        from aigeo.store.readonly import check

        check(text)
        parameters.setdefault("as_of", date.today().isoformat())
        return self._rows(CypherQuestion(text, parameters))

    def paths(
        self,
        source: str | Sequence[str],
        target: str | Sequence[str],
        /,
        *,
        top: int = 10,
        as_of: Day | None = None,
        max_hops: int = 4,
        min_confidence: float = 0.0,
        types: Sequence[str] = (),
        statuses: Sequence[str] = ("stated",),
        diversity: float = 0.5,
    ) -> P:
        """Give the strongest influence paths from an entity (or any of several) to another.

        See `aigeo.influence.paths`; entities by id or any name.
        """
        from aigeo.answers.questions import analysis

        filters = filters_of(as_of, min_confidence, statuses, types, max_hops)
        ends = [[self._graph.find(e) for e in ([end] if isinstance(end, str) else end)]
                for end in (source, target)]  # fmt: skip
        given = {"source": ends[0], "target": ends[1], "top": top, "diversity": diversity}
        title = f"{_words(source)} to {_words(target)}"
        return self._paths(analysis("paths", given, filters), title=title)

    def reach(
        self,
        entity: str,
        /,
        *,
        direction: str = "in",
        sign: str = "both",
        top: int = 20,
        as_of: Day | None = None,
        max_hops: int = 4,
        min_confidence: float = 0.0,
        types: Sequence[str] = (),
        statuses: Sequence[str] = ("stated",),
    ) -> R:
        """Rank who has leverage on an entity, or on whom it has; see `aigeo reach`."""
        from aigeo.answers.questions import analysis

        filters = filters_of(as_of, min_confidence, statuses, types, max_hops)
        given = {"entity": self._graph.find(entity), "direction": direction, "sign": sign,
                 "top": top}  # fmt: skip
        return self._rows(analysis("reach", given, filters), title=f"reach of {entity}")

    @abstractmethod
    def _rows(self, question: Question, **shown: Any) -> R:
        """Ask for rows."""

    @abstractmethod
    def _paths(self, question: Question, **shown: Any) -> P:
        """Ask for paths."""

    def _answer(self, question: Question) -> Answered:
        from aigeo.answers.asking import answer

        return answer(self._graph.store, question, overlay=self._overlay, known_at=self._known_at)

    def _receipt(self, question: Question, answered: Answered, path: Path) -> None:
        from aigeo.answers.receipt import receipt, write_receipt

        made = receipt(
            self._graph.store, question, answered, overlay=self._overlay, known_at=self._known_at
        )
        write_receipt(path, made)


class AskingRows(Asking[Rows, Paths]):
    """Questions whose answers are rows: of the graph as it is, or as it was known on a day."""

    def _rows(self, question: Question, **shown: Any) -> Rows:
        answered = self._answer(question)
        return Rows(answered.rows, receipt=partial(self._receipt, question, answered), **shown)

    def _paths(self, question: Question, **shown: Any) -> Paths:
        answered = self._answer(question)
        return Paths(answered.rows, receipt=partial(self._receipt, question, answered), **shown)


class Known(AskingRows):
    """The graph as it was known on a day; made by `Graph.known_at`."""


class WhatIf(Asking[Change, Change]):
    """The graph as an overlay supposes it; made by `Graph.what_if`. Answers tell what changes."""

    def _rows(
        self, question: Question, columns: Sequence[str] | None = None, **shown: Any
    ) -> Change:
        answered = self._answer(question)
        return Change(
            answered, columns, receipt=partial(self._receipt, question, answered), **shown
        )

    def _paths(self, question: Question, **shown: Any) -> Change:
        return self._rows(question, **shown)


def filters_of(
    as_of: Day | None,
    min_confidence: float,
    statuses: Sequence[str],
    types: Sequence[str],
    max_hops: int,
) -> Filters:
    """Give filters of facts; today unless a day is given. Raises UsageError."""
    from aigeo.influence import Filters

    return Filters(
        as_of=date.today().isoformat() if as_of is None else day_of(as_of),
        max_hops=max_hops,
        min_confidence=min_confidence,
        types=tuple(types),
        statuses=tuple(statuses),
    )


def day_of(day: Day) -> str:
    """Give a day as ISO text. Raises UsageError."""
    from aigeo.queries.saved import AS_OF
    from aigeo.queries.values import checked

    return str(checked(AS_OF, day))


def _words(ends: str | Sequence[str]) -> str:
    return ends if isinstance(ends, str) else ", ".join(ends)
