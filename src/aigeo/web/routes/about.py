"""The server itself, what the graph holds, and the words that it is written in."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from aigeo import __version__
from aigeo.model.vocabulary import vocabulary
from aigeo.store.migrations import stored_version
from aigeo.web.service import ServiceOf

router = APIRouter(tags=["about"])


class Health(BaseModel):
    """A server that answers and reaches its graph."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"status": "ok", "version": "0.1.0", "engine": "embedded", "stored_form": 1,
                 "allow_cypher": False, "rows": 1000, "seconds": 10.0}
            ]
        }
    )  # fmt: skip

    status: str
    version: str
    engine: str
    stored_form: int | None
    allow_cypher: bool
    rows: int
    seconds: float


@router.get("/health", summary="Whether the server reaches its graph")
async def health(service: ServiceOf) -> Health:
    """Read the graph's form; 503 when the engine does not answer."""
    return Health(
        status="ok",
        version=__version__,
        engine=service.store.engine,
        stored_form=await service.run(stored_version, service.store),
        allow_cypher=service.options.allow_cypher,
        rows=service.limits.rows,
        seconds=service.limits.seconds,
    )


@router.get("/stats", summary="How much the graph holds")
async def stats(service: ServiceOf) -> dict[str, Any]:
    """Count entities by label (parents are labels too), relations by type, statements, sources."""
    return await service.run(service.counts)


@router.get("/vocabulary", summary="Entity types and relation types")
async def words() -> dict[str, Any]:
    """Give the types with their parents, and how leverage runs along each relation type."""
    known = vocabulary()
    return {
        "version": known.version,
        "entity_types": {
            name: {"parents": list(t.parents), "description": t.description}
            for name, t in known.entity_types.items()
        },
        "relation_types": {
            name: {
                "subjects": list(t.subject),
                "objects": list(t.object),
                "influence": t.influence,
                "sign": t.sign,
                "description": t.description,
            }
            for name, t in known.relation_types.items()
        },
    }
