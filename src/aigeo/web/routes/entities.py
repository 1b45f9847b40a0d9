"""Entities: search, lists, and everything about one."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from aigeo import lookup
from aigeo.resolve.find import find
from aigeo.resolve.search import search
from aigeo.web.paging import Limit, Offset, Page, page
from aigeo.web.selecting import Selected
from aigeo.web.service import ServiceOf

router = APIRouter(tags=["entities"])

Id = Annotated[
    str,
    Path(min_length=1, max_length=500, description="An id or any name of an entity.",
         examples=["firm:baidu"]),
]  # fmt: skip


@router.get("/search", summary="Entities for what a person types")
async def search_entities(
    service: ServiceOf,
    q: Annotated[
        str,
        Query(
            min_length=1, max_length=500, description="A name or part of it.", examples=["huawei"]
        ),
    ],
    limit: Annotated[int, Query(ge=1, le=100, description="Most suggestions.")] = 10,
) -> Page:
    """Suggest entities, the best match first: `id`, `name`, `type`, `score`, `matched`."""
    return page(await service.run(search, service.store, q, limit), limit, 0)


@router.get("/entities", summary="A list of entities")
async def list_entities(
    service: ServiceOf,
    type: Annotated[
        str,
        Query(
            max_length=100, description="Entity type; takes in those below it.", examples=["Firm"]
        ),
    ] = "Entity",
    country: Annotated[
        str | None, Query(max_length=10, description="ISO 3166 code.", examples=["cn"])
    ] = None,
    source: Annotated[str | None, Query(max_length=500, description="Source id.")] = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Page:
    """List entities by id."""
    rows = await service.run(
        lookup.entities, service.store, type, country, source, limit + 1, offset
    )
    return page(rows, limit, offset)


# Ids can hold slashes, so the longer addresses come before the one that takes all that is left.


@router.get("/entities/{id:path}/relations", summary="The facts of an entity")
async def relations(
    service: ServiceOf, id: Id, chosen: Selected, limit: Limit = 100, offset: Offset = 0
) -> Page:
    """List its facts, the best supported first, each with its best quote and its sources."""

    def work() -> list[dict[str, Any]]:
        entity = find(service.store, id)
        return lookup.relations(service.store, entity, chosen, limit + 1, offset)

    return page(await service.run(work), limit, offset)


@router.get("/entities/{id:path}/neighbours", summary="An entity and what it is tied to")
async def neighbours(
    service: ServiceOf, id: Id, chosen: Selected, limit: Limit = 100, offset: Offset = 0
) -> dict[str, Any]:
    """Give `nodes` and `edges` for drawing, the best supported facts first."""

    def work() -> dict[str, Any]:
        entity = find(service.store, id)
        part = lookup.around(service.store, entity, chosen, limit + 1, offset)
        edges = part["edges"][:limit]
        ends = {entity, *(e["subject"] for e in edges), *(e["object"] for e in edges)}
        return {
            "id": entity,
            "nodes": [node for node in part["nodes"] if node["id"] in ends],
            "edges": edges,
            "limit": limit,
            "offset": offset,
            "truncated": len(part["edges"]) > limit,
        }

    return await service.run(work)


@router.get("/entities/{id:path}/statements", summary="What sources say of an entity itself")
async def statements(service: ServiceOf, id: Id, limit: Limit = 100, offset: Offset = 0) -> Page:
    """List the statements behind its properties, each with its source."""

    def work() -> list[dict[str, Any]]:
        entity = find(service.store, id)
        return lookup.statements_about(service.store, entity, limit + 1, offset)

    return page(await service.run(work), limit, offset)


@router.get("/entities/{id:path}", summary="One entity")
async def entity(
    service: ServiceOf,
    id: Id,
    limit: Annotated[int, Query(ge=1, le=1000, description="Most relations each way.")] = 50,
) -> dict[str, Any]:
    """Give its properties, other ids, relations with evidence, and how many relations it has.

    409 with candidates when a name stands for several entities.
    """
    return await service.run(
        lambda: lookup.described(service.store, find(service.store, id), limit)
    )


@router.get("/graph", summary="The best known part of the graph, for drawing")
async def overview(
    service: ServiceOf,
    chosen: Selected,
    limit: Annotated[int, Query(ge=1, le=5000, description="Most entities.")] = 200,
    edges: Annotated[int, Query(ge=1, le=20_000, description="Most facts.")] = 2000,
) -> dict[str, Any]:
    """Give as `nodes` the entities with most statements, and the `edges` among them."""
    part = await service.run(lookup.overview, service.store, chosen, limit, edges + 1)
    return _drawn(part, edges)


class Ids(BaseModel):
    """Entities to draw, and how many facts among them at most."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"ids": ["firm:baidu", "cc:cn"]}]})

    ids: list[Annotated[str, Field(max_length=500)]] = Field(max_length=5000)
    edges: int = Field(default=5000, ge=1, le=20_000)


@router.post("/graph", summary="Given entities and the facts among them, for drawing")
async def within(service: ServiceOf, chosen: Selected, wanted: Ids) -> dict[str, Any]:
    """Give `nodes` and `edges`; ids that the graph does not have are left out."""
    part = await service.run(lookup.within, service.store, wanted.ids, chosen, wanted.edges + 1)
    return _drawn(part, wanted.edges)


def _drawn(part: dict[str, list[dict[str, Any]]], edges: int) -> dict[str, Any]:
    return {
        "nodes": part["nodes"],
        "edges": part["edges"][:edges],
        "truncated": len(part["edges"]) > edges,
    }
