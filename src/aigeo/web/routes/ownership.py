"""Who owns an entity in the end, and whether a rule blocks it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query

from aigeo.influence import Filters, StoredFacts
from aigeo.resolve.find import find
from aigeo.web.selecting import Confidence
from aigeo.web.service import ServiceOf

router = APIRouter(tags=["influence"])


@router.get("/ownership", summary="Owners with their shares over all chains, and what a rule says")
async def ownership(
    service: ServiceOf,
    entity: Annotated[
        str,
        Query(
            min_length=1, max_length=500, description="An id or any name.", examples=["Kunlunxin"]
        ),
    ],
    rule: Annotated[
        Literal["ofac50", "bis50", "control"],
        Query(description="OFAC's 50 percent rule, BIS's affiliates rule, or majority control."),
    ] = "ofac50",
    as_of: Annotated[
        date | None, Query(description="The day of the rule and of the facts; else today.")
    ] = None,
    min_confidence: Confidence = 0.0,
    chains: Annotated[
        int, Query(ge=0, le=1000, description="Most chains, the largest first.")
    ] = 50,
) -> dict[str, Any]:
    """Give direct and indirect owners, whether the rule blocks the entity, and why.

    Shares are in percent. `blocked` is null where missing or contradictory shares leave it open.
    """
    # Loads scipy, which a server that is never asked this need not.
    from aigeo.influence.ownership import ownership as added_up

    filters = Filters(as_of=(as_of or date.today()).isoformat(), min_confidence=min_confidence)

    def work() -> dict[str, Any]:
        found = find(service.store, entity)
        return added_up(StoredFacts(service.store), found, rule, filters, chains)

    return await service.run(work)
