"""Influence paths, and what is left of them without some facts."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import Field

from aigeo.influence import Filters, StoredFacts, paths
from aigeo.resolve.find import find
from aigeo.web.selecting import Confidence, Types
from aigeo.web.service import ServiceOf, words

router = APIRouter(tags=["influence"])


@router.get("/paths", summary="Influence paths between two entities")
async def influence_paths(
    service: ServiceOf,
    source: Annotated[
        str,
        Query(
            alias="from",
            min_length=1,
            max_length=500,
            description="Who has the leverage: an id or any name.",
            examples=["cc:us"],
        ),
    ],
    target: Annotated[
        str,
        Query(
            alias="to",
            min_length=1,
            max_length=500,
            description="Whom it reaches.",
            examples=["Baidu"],
        ),
    ],
    max_hops: Annotated[int, Query(ge=1, le=6, description="The longest path.")] = 4,
    top: Annotated[int, Query(ge=1, le=100, description="How many, the strongest first.")] = 10,
    as_of: Annotated[
        date | None, Query(description="The day on which the facts must hold; else today.")
    ] = None,
    min_confidence: Confidence = 0.0,
    types: Types = "",
    statuses: Annotated[
        str, Query(max_length=200, description="Statuses, separated by commas.")
    ] = "stated",
    exclude: Annotated[
        list[Annotated[str, Field(max_length=500)]] | None,
        Query(
            max_length=500,
            description="A fact or entity to leave out, by id; may be repeated: "
            "what if it were not there?",
        ),
    ] = None,
) -> dict[str, Any]:
    """Give the strongest paths with score, sign and the evidence of each hop.

    Without a path, `misses` tells which filter stood in the way.
    """
    filters = Filters(
        as_of=(as_of or date.today()).isoformat(),
        max_hops=max_hops,
        min_confidence=min_confidence,
        types=words(types),
        statuses=words(statuses) or ("stated",),
    )
    without = frozenset(exclude or ())

    def work() -> dict[str, Any]:
        ends = find(service.store, source), find(service.store, target)
        answer = paths(StoredFacts(service.store), *ends, filters, top, without=without)
        return {
            "from": ends[0],
            "to": ends[1],
            "as_of": filters.as_of,
            "excluded": sorted(without),
            "paths": answer.paths,
            "misses": answer.misses,
            "truncated": len(answer.paths) == top,
        }

    return await service.run(work)
