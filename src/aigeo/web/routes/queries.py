"""Saved queries, each an endpoint with its own typed parameters."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from neo4j.exceptions import Neo4jError

from aigeo.errors import QueryError, UsageError
from aigeo.queries import named
from aigeo.queries.runner import bind, with_bounds
from aigeo.queries.saved import AS_OF, Parameter, SavedQuery
from aigeo.store.readonly import check
from aigeo.web.paging import MAX_OFFSET, Page, page_of_stream
from aigeo.web.service import Service, ServiceOf, service_of

LIMIT, OFFSET = "_limit", "_offset"
"""Named so that no parameter of a query can have the same name."""

_TYPES: dict[str, Any] = {
    "entity": str,
    "string": str,
    "integer": int,
    "float": float,
    "boolean": bool,
    "date": date,
    "strings": str,
}
_INT64 = 2**63


def router_for(known: Mapping[str, SavedQuery]) -> APIRouter:
    """Make the endpoints of saved queries."""
    router = APIRouter(tags=["saved queries"])

    @router.get("/queries", summary="The questions that are ready to ask")
    async def list_queries(service: ServiceOf) -> list[dict[str, Any]]:
        """List the saved queries with their parameters, columns and example."""
        return [described(query) for query in service.queries.values()]

    for query in known.values():
        router.add_api_route(
            f"/queries/{query.name}/rows",
            _endpoint(query),
            methods=["GET"],
            summary=query.title,
            description=query.question,
            operation_id=f"query_{query.name.replace('-', '_')}",
            response_model=Page,
        )

    @router.get("/queries/{name}", summary="One saved query")
    async def one_query(service: ServiceOf, name: str) -> dict[str, Any]:
        """Give a query with its Cypher."""
        query = service.queries.get(name) or named(service.store.settings, name)
        return {**described(query), "cypher": query.cypher}

    @router.get("/queries/{name}/rows", include_in_schema=False)
    async def unknown_query(service: ServiceOf, name: str) -> None:
        """Answer 404 with the nearest names."""
        named(service.store.settings, name)

    return router


def described(query: SavedQuery) -> dict[str, Any]:
    """Give a query's header as a map."""
    return {
        "name": query.name,
        "title": query.title,
        "question": query.question,
        "parameters": [
            {
                "name": p.name,
                "type": p.type,
                "description": p.description,
                "required": p.required,
                "default": p.default,
                "example": p.example,
                "min": p.minimum,
                "max": p.maximum,
                "choices": list(p.choices),
            }
            for p in (*query.parameters, AS_OF)
        ],
        "columns": dict(query.columns),
        "example": dict(query.example),
    }


def rows(
    service: Service, query: SavedQuery, given: dict[str, Any], limit: int, offset: int
) -> Page:
    """Run a saved query and read no more rows than asked for. Raises as `aigeo.queries.run`."""
    check(query.cypher)
    bound = bind(service.store, query, given)
    try:
        stream = service.store.stream(with_bounds(query, bound), bound)
        return page_of_stream(stream, limit, offset, service.limits.seconds)
    except Neo4jError as error:
        raise QueryError(f"the engine refuses query {query.name}: {error.message}") from error


def _endpoint(query: SavedQuery) -> Callable[..., Awaitable[Page]]:
    taken = {f"p_{p.name}": p.name for p in (*query.parameters, AS_OF)}

    async def endpoint(request: Request, page_limit: int, page_offset: int, **given: Any) -> Page:
        service = service_of(request)
        for name in request.query_params:
            if name not in (*taken.values(), LIMIT, OFFSET):
                raise UsageError(
                    f"query {query.name} has no parameter {name!r}",
                    hint=f"it has {', '.join((*taken.values(), LIMIT, OFFSET))}",
                )
        values = {taken[name]: _text(value) for name, value in given.items() if value is not None}
        limit = min(page_limit, service.limits.rows)
        return await service.run(rows, service, query, values, limit, page_offset)

    # FastAPI reads types, bounds, texts and examples of the parameters from the signature.
    endpoint.__signature__ = inspect.Signature(list(_signature(query)))  # type: ignore[attr-defined]
    return endpoint


def _text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _signature(query: SavedQuery) -> Iterator[inspect.Parameter]:
    yield _keyword("request", Request, inspect.Parameter.empty)
    for parameter in (*query.parameters, AS_OF):
        kind = _kind(parameter)
        default = inspect.Parameter.empty if parameter.required else None
        example = query.example.get(parameter.name, parameter.example)
        described = Query(
            alias=parameter.name,
            description=_described(parameter),
            examples=[] if example is None else [_example(parameter, example)],
            **_bounds(parameter),
        )
        wanted = kind if parameter.required else kind | None
        yield _keyword(f"p_{parameter.name}", Annotated[wanted, described], default)
    limit = Query(alias=LIMIT, ge=1, le=10_000, description="Most rows of this page.")
    yield _keyword("page_limit", Annotated[int, limit], 1000)
    offset = Query(alias=OFFSET, ge=0, le=MAX_OFFSET, description="Rows to pass over.")
    yield _keyword("page_offset", Annotated[int, offset], 0)


def _keyword(name: str, annotation: Any, default: Any) -> inspect.Parameter:
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default
    )


def _kind(parameter: Parameter) -> Any:
    if parameter.choices and parameter.type == "string":
        return Literal[parameter.choices]
    return _TYPES[parameter.type]


def _bounds(parameter: Parameter) -> dict[str, Any]:
    if parameter.type in ("integer", "float"):
        whole = parameter.type == "integer"
        low = parameter.minimum if parameter.minimum is not None else -_INT64 if whole else None
        high = parameter.maximum if parameter.maximum is not None else _INT64 - 1 if whole else None
        return {"ge": low, "le": high, **({} if whole else {"allow_inf_nan": False})}
    if parameter.type in ("entity", "string") and not parameter.choices:
        return {"min_length": 1, "max_length": 500}
    return {"max_length": 4000} if parameter.type == "strings" else {}


def _described(parameter: Parameter) -> str:
    notes = {
        "entity": "an id or any name of an entity",
        "strings": f"separated by commas{_of(parameter)}",
    }
    note = notes.get(parameter.type)
    default = f"; default {parameter.default}" if parameter.default is not None else ""
    return parameter.description + (f" ({note})" if note else "") + default


def _of(parameter: Parameter) -> str:
    return f", of {', '.join(parameter.choices)}" if parameter.choices else ""


def _example(parameter: Parameter, value: Any) -> Any:
    if parameter.type == "strings" and isinstance(value, list):
        return ",".join(str(word) for word in value)
    return value.isoformat() if isinstance(value, date) else value
