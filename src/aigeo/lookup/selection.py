"""Which facts a caller wants to see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from aigeo.errors import UsageError
from aigeo.model.records import STATUSES
from aigeo.model.vocabulary import vocabulary

ALLOWED = """
  r.confidence >= $min_confidence
  AND (size($types) = 0 OR type(r) IN $types)
  AND (size($statuses) = 0 OR r.status IN $statuses)
  AND (size($sources) = 0 OR any(s IN r.sources WHERE s IN $sources))
  AND ($as_of IS NULL
    OR coalesce(r.valid_from, '') <= $as_of
      AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of)
"""
"""Condition on an edge `r`; takes the parameters of `Selection.parameters`."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Facts by date, relation type, source, confidence and status; empty lists mean all.

    `as_of` is the ISO day on which a fact must hold, None for any day. Raises UsageError for an
    unknown type or status, a confidence outside 0 to 1 or a date that is none.
    """

    as_of: str | None = None
    types: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    min_confidence: float = 0.0
    statuses: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.as_of is not None:
            try:
                date.fromisoformat(self.as_of)
            except ValueError:
                raise UsageError(f"{self.as_of!r} is not a date of the form YYYY-MM-DD") from None
        if not 0 <= self.min_confidence <= 1:
            raise UsageError(f"confidence lies between 0 and 1; {self.min_confidence} does not")
        known("relation type", self.types, vocabulary().relation_types)
        known("status", self.statuses, STATUSES)

    def parameters(self) -> dict[str, Any]:
        """Give the parameters that the condition `ALLOWED` takes."""
        return {
            "as_of": self.as_of,
            "types": list(self.types),
            "sources": list(self.sources),
            "min_confidence": self.min_confidence,
            "statuses": list(self.statuses),
        }


def known(kind: str, given: Iterable[str], words: Iterable[str]) -> None:
    """Refuse words that are not among `words`. Raises UsageError listing those that are."""
    words = set(words)
    for word in given:
        if word not in words:
            raise UsageError(f"unknown {kind} {word!r}", hint=f"known: {', '.join(sorted(words))}")
