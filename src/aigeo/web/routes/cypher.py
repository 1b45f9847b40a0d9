"""Ad hoc Cypher, where the server was started with --allow-cypher."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from aigeo.store.readonly import check, run_read_only
from aigeo.web.audit import LONGEST_VALUE
from aigeo.web.paging import MAX_OFFSET, Page, page_of_stream
from aigeo.web.service import ServiceOf

router = APIRouter(tags=["cypher"])


class Statement(BaseModel):
    """A reading Cypher statement with its parameters."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"cypher": "MATCH (f:Firm) RETURN f.name AS name ORDER BY name",
                 "parameters": {}, "limit": 10}
            ]
        },
    )  # fmt: skip

    cypher: str = Field(min_length=1, max_length=20_000)
    parameters: dict[str, JsonValue] = Field(default_factory=dict)
    limit: int = Field(default=100, ge=1, le=10_000)
    offset: int = Field(default=0, ge=0, le=MAX_OFFSET)


@router.post("/cypher", summary="Run a reading Cypher statement")
async def cypher(request: Request, service: ServiceOf, statement: Statement) -> Page:
    """Run one reading statement; all that could change anything is refused before it runs."""
    noted = request.scope.setdefault("state", {}).setdefault("audit", {})
    noted["cypher"] = statement.cypher[:LONGEST_VALUE]
    check(statement.cypher)
    parameters: dict[str, Any] = {"as_of": date.today().isoformat(), **statement.parameters}
    limit = min(statement.limit, service.limits.rows)

    def work() -> Page:
        stream = run_read_only(service.store, statement.cypher, parameters)
        return page_of_stream(stream, limit, statement.offset, service.limits.seconds)

    return await service.run(work)
