"""Asking a question of the graph as it is, as it was known, or as an overlay supposes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aigeo.answers.difference import Difference, difference
from aigeo.answers.known import as_known
from aigeo.answers.overlay import Overlay
from aigeo.answers.questions import Question
from aigeo.answers.supposing import Supposed, suppose
from aigeo.errors import UsageError
from aigeo.store import Store

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answered:
    """Rows of an answer; with an overlay, those of the supposed graph and what differs."""

    rows: list[Row]
    real: list[Row]
    difference: Difference | None = None
    facts: Supposed | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give what an overlay changed as plain values: the facts it touched, then the rows."""
        if self.difference is None or self.facts is None:
            return {"rows": self.rows}
        touched = {
            "added": list(self.facts.added),
            "replaced": list(self.facts.replaced),
            "removed": list(self.facts.removed),
        }
        return {"facts": touched, **self.difference.to_dict()}


def answer(
    store: Store,
    question: Question,
    *,
    overlay: Overlay | None = None,
    known_at: str | None = None,
) -> Answered:
    """Answer a question; at most one of `overlay` and `known_at` (an ISO day) may be given.

    Raises UsageError when both are, InputError for an overlay that does not fit the graph, and
    what the question itself raises.
    """
    if overlay is not None and known_at is not None:
        raise UsageError("a what-if is about the graph of today: leave out known_at")
    if known_at is not None:
        rows = as_known(store, known_at, question.ask)
        return Answered(rows, rows)
    if overlay is None:
        rows = question.ask(store)
        return Answered(rows, rows)
    outcome = suppose(store, overlay, question.ask)
    return Answered(
        outcome.supposed,
        outcome.real,
        difference(outcome.real, outcome.supposed, question.about),
        outcome.facts,
    )
