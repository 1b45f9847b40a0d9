"""Influence paths, and what is left of them without some facts."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import Field

from aigeo.influence import StoredFacts, paths
from aigeo.resolve.find import find
from aigeo.web.selecting import Filtered
from aigeo.web.service import ServiceOf

router = APIRouter(tags=["influence"])


@router.get("/paths", summary="Influence paths between two entities")
async def influence_paths(
    service: ServiceOf,
    filters: Filtered,
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
    top: Annotated[int, Query(ge=1, le=100, description="How many, the strongest first.")] = 10,
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
