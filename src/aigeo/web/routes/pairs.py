"""Candidate pairs: which entities may be one; judging them where the server allows it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, HTTPException, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from aigeo.errors import NotFoundError
from aigeo.load import judging
from aigeo.resolve.judgements import Judgement, checked, now
from aigeo.resolve.review import Pair, differing, open_pairs, side
from aigeo.store import Store
from aigeo.web.paging import Limit, Offset, Page, page
from aigeo.web.service import Service, ServiceOf

router = APIRouter(tags=["pairs"])


def same_origin(request: Request) -> None:
    """Refuse what a browser says comes from a page of another server, on this machine too."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise HTTPException(403, "a page of another server may not decide here")


writing = APIRouter(tags=["pairs"], dependencies=[Depends(same_origin)])
"""The operations that change the graph, for servers started with --allow-review."""

End = Annotated[str, Query(min_length=1, max_length=500, description="An id of the pair.")]


class Decision(BaseModel):
    """A verdict on two ids of an open candidate pair."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"left": "us-lists:12", "right": "firm:huawei", "verdict": "different",
                 "reason": "another firm"}
            ]
        },
    )  # fmt: skip

    left: str = Field(min_length=1, max_length=500)
    right: str = Field(min_length=1, max_length=500)
    verdict: Literal["same", "different", "unsure"]
    reason: str = Field(default="", max_length=2000)


@router.get("/pairs", summary="Candidate pairs")
async def pairs(service: ServiceOf, limit: Limit = 100, offset: Offset = 0) -> Page:
    """List entities that may be one, those first that touch most influence paths.

    `paths` counts the influence paths of up to three hops that exist only if the two are one,
    `touched` the facts that a merge would move.
    """

    def work() -> list[dict[str, Any]]:
        found = open_pairs(service.store, offset + limit + 1)[offset:]
        names = _names(service.store, found)
        return [
            {**asdict(p), "left_name": names[p.left], "right_name": names[p.right]} for p in found
        ]

    return page(await service.run(work), limit, offset)


@router.get("/pairs/sides", summary="A candidate pair side by side")
async def sides(service: ServiceOf, left: End, right: End) -> dict[str, Any]:
    """Give the fields of both, which of them contradict each other, and their best facts.

    `may_judge` tells whether this server takes decisions.
    """

    def work() -> dict[str, Any]:
        pair = _open(service.store, left, right)
        (one, its_facts), (other, others_facts) = (
            side(service.store, pair.left),
            side(service.store, pair.right),
        )
        return {
            **asdict(pair),
            "fields": [
                {"field": field, "left": a, "right": b, "differ": differ}
                for field, a, b, differ in differing(one, other)
            ],
            "left_facts": its_facts,
            "right_facts": others_facts,
            "may_judge": service.options.reviewer is not None,
        }

    return await service.run(work)


@writing.post("/pairs/judge", summary="Judge a candidate pair")
async def judge(service: ServiceOf, decision: Decision) -> dict[str, Any]:
    """Store a decision; the facts follow at once. Gives the `change` that undoes it."""

    def work() -> dict[str, Any]:
        pair = _open(service.store, decision.left, decision.right)
        judgement = checked(
            Judgement(
                pair.left, pair.right, decision.verdict, _reviewer(service), now(), decision.reason
            )
        )
        reason = decision.reason or decision.verdict
        change = judging.judge(service.store, [judgement], action="review", reason=reason)
        return {"change": change.id}

    return await service.finish(work)


@writing.post("/changes/{id}/undo", summary="Take a decision back")
async def undo(
    service: ServiceOf,
    id: Annotated[str, Path(min_length=1, max_length=100, description="What `judge` gave.")],
) -> dict[str, Any]:
    """Take a decision back; every fact is again where it was."""
    change = await service.finish(judging.undo, service.store, id, by=_reviewer(service))
    return {"change": change.id, "undone_by": change.undone_by}


def _reviewer(service: Service) -> str:
    return service.options.reviewer or "reviewer"


def _open(store: Store, left: str, right: str) -> Pair:
    found = open_pairs(store, of=(left, right))
    if not found:
        raise NotFoundError(
            f"{left!r} and {right!r} are no open candidate pair", hint="see: /api/v1/pairs"
        )
    return found[0]


def _names(store: Store, found: list[Pair]) -> dict[str, str]:
    rows = store.read(
        "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN id, e.name AS name",
        {"ids": sorted({id for p in found for id in (p.left, p.right)})},
    )
    return {row["id"]: row["name"] for row in rows}
