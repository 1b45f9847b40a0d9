"""Parameters that choose facts, the same for every endpoint that gives or follows some."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Depends, Query

from aigeo.influence import Filters
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


def filters(
    max_hops: Annotated[int, Query(ge=1, le=6, description="The longest chain.")] = 4,
    as_of: Annotated[
        date | None, Query(description="The day on which the facts must hold; else today.")
    ] = None,
    min_confidence: Confidence = 0.0,
    types: Types = "",
    statuses: Annotated[
        str, Query(max_length=200, description="Statuses, separated by commas.")
    ] = "stated",
) -> Filters:
    """Give the facts that an analysis may walk over. Raises UsageError."""
    return Filters(
        as_of=(as_of or date.today()).isoformat(),
        max_hops=max_hops,
        min_confidence=min_confidence,
        types=words(types),
        statuses=words(statuses) or ("stated",),
    )


Filtered = Annotated[Filters, Depends(filters)]
