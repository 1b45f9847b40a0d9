"""Parameters that choose facts, the same for every endpoint that gives some."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Depends, Query

from aigeo.lookup import Selection
from aigeo.web.service import words

AsOf = Annotated[
    date | None,
    Query(description="The day on which facts must hold; any day unless given.",
          examples=["2025-11-26"]),
]  # fmt: skip
Types = Annotated[
    str,
    Query(max_length=2000, description="Relation types, separated by commas; all unless given.",
          examples=["SUPPLIES,OWNS"]),
]  # fmt: skip
Confidence = Annotated[float, Query(ge=0, le=1, description="Least confidence of a fact.")]
Statuses = Annotated[
    str,
    Query(max_length=200, examples=["stated,alleged"],
          description="Statuses, separated by commas: stated, alleged, planned, ended."),
]  # fmt: skip


def selection(
    as_of: AsOf = None,
    types: Types = "",
    sources: Annotated[
        str,
        Query(max_length=4000, description="Source ids, separated by commas; all unless given."),
    ] = "",
    min_confidence: Confidence = 0.0,
    statuses: Statuses = "",
) -> Selection:
    """Give the selection that the parameters of a request describe. Raises UsageError."""
    return Selection(
        as_of=None if as_of is None else as_of.isoformat(),
        types=words(types),
        sources=words(sources),
        min_confidence=min_confidence,
        statuses=words(statuses),
    )


Selected = Annotated[Selection, Depends(selection)]
