"""Reconciliation for OpenRefine and its like: names in a table to entities of the graph.

Reconciliation Service API 0.2 (W3C Entity Reconciliation Community Group).
"""

from __future__ import annotations

import json
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from aigeo.errors import AigeoError, InputError, NotFoundError
from aigeo.export.iris import ROOT, SCHEMA
from aigeo.lookup import described
from aigeo.model.vocabulary import vocabulary
from aigeo.resolve.find import find
from aigeo.resolve.search import search
from aigeo.store import Store
from aigeo.web.service import ServiceOf

router = APIRouter(prefix="/reconcile", tags=["reconciliation"])

MOST_QUERIES = 50
MOST_IDS = 500
CERTAIN, UNSURE = 100.0, 99.0

Row = dict[str, Any]


class Asked(BaseModel):
    """One cell to reconcile."""

    query: str = Field(min_length=1, max_length=500)
    type: str | None = Field(default=None, max_length=100)
    limit: int = Field(default=5, ge=1, le=50)


class Property(BaseModel):
    """A property to fetch."""

    id: str = Field(max_length=100)


class Extension(BaseModel):
    """Properties to fetch for entities."""

    ids: list[str] = Field(max_length=MOST_IDS)
    properties: list[Property] = Field(max_length=50)


_QUERIES = TypeAdapter(dict[str, Asked])
_Json = Annotated[str | None, Query(max_length=15_000)]


@router.get("", summary="Describe the service, or reconcile names")
async def reconcile_by_get(
    request: Request, service: ServiceOf, queries: _Json = None, extend: _Json = None
) -> Row:
    """Give the manifest; with `queries` or `extend` (JSON), the answer to them."""
    return await _answered(request, service, queries, extend)


@router.post(
    "",
    summary="Reconcile names",
    openapi_extra={
        "requestBody": {
            "content": {
                "application/x-www-form-urlencoded": {
                    "schema": {
                        "type": "object",
                        "properties": {"queries": {"type": "string"}, "extend": {"type": "string"}},
                    },
                    "example": {"queries": '{"q0": {"query": "Huawei", "type": "Firm"}}'},
                }
            }
        }
    },
)
async def reconcile_by_post(request: Request, service: ServiceOf) -> Row:
    """Answer `queries` or `extend` of a form."""
    try:
        form = parse_qs((await request.body()).decode("utf-8"), max_num_fields=10)
    except ValueError as error:  # not UTF-8, or too many fields
        raise InputError("the body is not a form of a few UTF-8 fields") from error
    return await _answered(
        request, service, form.get("queries", [None])[0], form.get("extend", [None])[0]
    )


async def _answered(
    request: Request, service: ServiceOf, queries: str | None, extend: str | None
) -> Row:
    if queries is not None:
        asked = _parsed(_QUERIES, queries, "queries")
        if len(asked) > MOST_QUERIES:
            raise InputError(f"at most {MOST_QUERIES} queries at a time", field="queries")
        return await service.run(
            lambda: {key: {"result": candidates(service.store, a)} for key, a in asked.items()}
        )
    if extend is not None:
        wanted = _parsed(TypeAdapter(Extension), extend, "extend")
        return await service.run(extended, service.store, wanted)
    return manifest(str(request.base_url))


def _parsed(kind: TypeAdapter[Any], text: str, field: str) -> Any:
    try:
        return kind.validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{where}: {first['msg']}", field=field) from error


def manifest(base: str) -> Row:
    """Give the service's description; `base` is its address as the caller sees it."""
    suggest = {"service_url": base + "reconcile", "flyout_service_path": None}
    return {
        "versions": ["0.2"],
        "name": "aigeo",
        "identifierSpace": f"{ROOT}id/",
        "schemaSpace": str(SCHEMA),
        "defaultTypes": [_type("Entity"), _type("Firm"), _type("Agency"), _type("Person")],
        "view": {"url": base + "#sel={{id}}"},
        "batchSize": MOST_QUERIES,
        "suggest": {
            kind: {
                "service_url": suggest["service_url"],
                "service_path": f"/suggest/{kind}",
            }
            for kind in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {
                "service_url": base + "reconcile",
                "service_path": "/extend/propose",
            },
            "property_settings": [],
        },
    }


def candidates(store: Store, asked: Asked) -> list[Row]:
    """Give entities for one cell, the best first; `match` only where the name is certain."""
    try:
        exact: str | None = find(store, asked.query)
    except AigeoError:  # none, or several: a person has to choose
        exact = None
    known = vocabulary()
    found = search(store, asked.query, 50 if asked.type else asked.limit)
    if exact is not None and exact not in {row["id"] for row in found}:
        row = described(store, exact, 1)
        found.insert(0, {"id": exact, "name": row["name"], "type": row["type"], "score": 1.0})
    rows = [
        {
            "id": row["id"],
            "name": row["name"],
            "type": [_type(row["type"])],
            "score": CERTAIN if row["id"] == exact else round(UNSURE * row["score"], 1),
            "match": row["id"] == exact,
        }
        for row in found
        if asked.type is None
        or asked.type not in known.entity_types
        or known.is_a(row["type"], asked.type)
    ]
    return sorted(rows, key=lambda row: -row["score"])[: asked.limit]


def extended(store: Store, wanted: Extension) -> Row:
    """Give properties of entities as cells; what an entity lacks is an empty list."""
    names = [p.id for p in wanted.properties]
    rows: dict[str, dict[str, list[Row]]] = {}
    for id in wanted.ids:
        try:
            entity = described(store, id, 1)
        except NotFoundError:
            rows[id] = {name: [] for name in names}
            continue
        values = {"name": entity["name"], "type": entity["type"], **entity["properties"]}
        rows[id] = {name: _cells(values.get(name)) for name in names}
    return {"meta": [{"id": name, "name": _label(name)} for name in names], "rows": rows}


def _cells(value: Any) -> list[Row]:
    if value is None:
        return []
    return [_cell(item) for item in (value if isinstance(value, list) else [value])]


def _cell(value: Any) -> Row:
    if isinstance(value, bool):
        return {"bool": value}
    if isinstance(value, int):
        return {"int": value}
    if isinstance(value, float):
        return {"float": value}
    return {"str": value if isinstance(value, str) else json.dumps(value)}


@router.get("/suggest/entity", summary="Suggest entities")
async def suggest_entity(
    service: ServiceOf, prefix: Annotated[str, Query(max_length=500, examples=["hua"])] = ""
) -> Row:
    """Suggest entities for what is typed into a cell."""
    if not prefix.strip():
        return {"result": []}
    found = await service.run(search, service.store, prefix, 10)
    return {
        "result": [
            {"id": row["id"], "name": row["name"], "notable": [_type(row["type"])]} for row in found
        ]
    }


@router.get("/suggest/type", summary="Suggest entity types")
async def suggest_type(
    prefix: Annotated[str, Query(max_length=100, examples=["fir"])] = "",
) -> Row:
    """Suggest types whose name holds what is typed."""
    names = [n for n in vocabulary().entity_types if prefix.strip().lower() in n.lower()]
    return {"result": [_type(name) for name in names]}


@router.get("/suggest/property", summary="Suggest properties")
async def suggest_property(
    prefix: Annotated[str, Query(max_length=100, examples=["coun"])] = "",
) -> Row:
    """Suggest properties whose name holds what is typed."""
    names = [n for n in _properties("Entity", below=True) if prefix.strip().lower() in n.lower()]
    return {"result": [{"id": name, "name": _label(name)} for name in names]}


@router.get("/extend/propose", summary="Properties of a type")
async def propose(
    type: Annotated[str, Query(max_length=100, examples=["Firm"])] = "Entity",
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> Row:
    """List the properties that entities of a type can have."""
    known = type if type in vocabulary().entity_types else "Entity"
    names = _properties(known, below=known == "Entity")[:limit]
    return {"type": type, "properties": [{"id": n, "name": _label(n)} for n in names]}


def _properties(type: str, *, below: bool) -> list[str]:
    known = vocabulary()
    types = known.subtypes(type) if below else (type,)
    own = {name for t in types for name in known.entity_types[t].properties}
    return sorted({"name", "type"} | own)


def _type(name: str) -> Row:
    return {"id": name, "name": name}


def _label(name: str) -> str:
    return name.replace("_", " ")
