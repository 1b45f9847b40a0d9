"""Facts with their evidence, and the sources that they come from."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path

from aigeo import lookup
from aigeo.web.paging import Limit, Offset, Page, page
from aigeo.web.service import ServiceOf

router = APIRouter(tags=["evidence"])


@router.get("/facts/{id:path}", summary="One fact with its evidence")
async def fact(
    service: ServiceOf,
    id: Annotated[str, Path(min_length=1, max_length=500, examples=["f:7039d4aceace4a15554b"])],
) -> dict[str, Any]:
    """Give the edge (`relation`) and every statement behind it, with quote, place and source."""
    return await service.run(lookup.fact, service.store, id)


@router.get("/sources", summary="What the graph was loaded from")
async def list_sources(service: ServiceOf, limit: Limit = 100, offset: Offset = 0) -> Page:
    """List the sources by id, with licence, counts of statements and the last change."""
    return page(await service.run(lookup.sources, service.store, limit + 1, offset), limit, offset)


@router.get("/sources/{id:path}", summary="One source")
async def source(
    service: ServiceOf,
    id: Annotated[str, Path(min_length=1, max_length=500, examples=["epoch-ai"])],
) -> dict[str, Any]:
    """Give its publication, licence, credits, counts of statements and loads."""
    return await service.run(lookup.source, service.store, id)
