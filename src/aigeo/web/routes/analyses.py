"""Reach and choke points, and any answer as it was known or as an overlay supposes it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from aigeo.answers import asked
from aigeo.influence import StoredFacts
from aigeo.resolve.find import find
from aigeo.web.selecting import Filtered
from aigeo.web.service import ServiceOf

router = APIRouter(tags=["influence"])

Whom = Annotated[
    str,
    Query(min_length=1, max_length=500, description="An id or any name.", examples=["Huawei"]),
]
Top = Annotated[int, Query(ge=1, le=100, description="How many, the strongest first.")]

_QUESTION: dict[str, Any] = {"kind": "reach", "entity": "Baidu", "top": 5}
_OVERLAY: dict[str, Any] = {
    "title": "Huawei stops supplying Baidu",
    "remove": [{"type": "SUPPLIES", "subject": "Huawei", "object": "Baidu"}],
    "add": [{"type": "SUPPLIES", "subject": "Nvidia", "object": "Baidu"}],
}


class KnownAt(BaseModel):
    """A question and the day at whose end it is asked."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"day": "2025-11-30", "question": _QUESTION}]},
    )

    day: date = Field(description="Sources count with what they had said by the end of this day.")
    question: asked.Asked


class WhatIf(BaseModel):
    """A question and what is supposed."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"overlay": _OVERLAY, "question": _QUESTION}]},
    )

    overlay: dict[str, Any] = Field(
        description="What an overlay file holds: `title`, `entities`, `add`, `remove`."
    )
    question: asked.Asked


@router.get("/reach", summary="Who has leverage on an entity, or on whom it has")
async def reach(
    service: ServiceOf,
    filters: Filtered,
    entity: Whom,
    direction: Annotated[
        Literal["in", "out"], Query(description="Leverage on the entity, or that it has.")
    ] = "in",
    sign: Annotated[
        Literal["constrain", "enable", "both"], Query(description="What kind of leverage.")
    ] = "both",
    top: Top = 20,
) -> dict[str, Any]:
    """Rank entities by leverage, each with the strongest path and the evidence of its hops."""
    # Loads scipy, which a server that is never asked this need not.
    from aigeo.influence.reach import reach as ranked

    def work() -> dict[str, Any]:
        found = find(service.store, entity)
        rows = ranked(StoredFacts(service.store), found, filters, direction, sign, top)
        return {
            "entity": found,
            "as_of": filters.as_of,
            "direction": direction,
            "sign": sign,
            "rows": rows,
            "truncated": len(rows) == top,
        }

    return await service.run(work)


@router.get("/chokepoints", summary="On whom the supply of an entity hangs")
async def chokepoints(
    service: ServiceOf,
    filters: Filtered,
    entity: Whom,
    top: Top = 20,
    substitute: Annotated[
        float,
        Query(ge=0, le=100, description="Makers with less of a market, in percent, do not count."),
    ] = 0.0,
) -> dict[str, Any]:
    """Give needs, bottlenecks by the supply that goes with each, smallest cuts, concentration."""
    from aigeo.influence.chokepoints import chokepoints as choked

    def work() -> dict[str, Any]:
        found = find(service.store, entity)
        return choked(StoredFacts(service.store), found, filters, top, substitute)

    return await service.run(work)


@router.post("/known-at", summary="An answer from what sources had said by a day")
async def known_at(service: ServiceOf, body: KnownAt) -> dict[str, Any]:
    """Ask paths, reach, ownership, choke points or a saved query of the graph as it was known.

    What was read later is left out and what was taken back later counts again; nothing is changed.
    """
    limit = service.limits.rows
    return await service.run(asked.known_at, service.store, body.question, body.day, limit)


@router.post("/what-if", summary="What an answer would be with other facts")
async def what_if(service: ServiceOf, body: WhatIf) -> dict[str, Any]:
    """Ask paths, reach, ownership, choke points or a saved query with facts added and removed.

    `added`, `removed` and `changed` are rows of the answer, `facts` what the overlay touched. The
    facts are supposed for this answer alone; nothing is changed.
    """
    limit = service.limits.rows
    return await service.run(asked.what_if, service.store, body.question, body.overlay, limit)
