"""The application: routes, the form of errors, and the layers around them."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, FastAPI

from aigeo import __version__
from aigeo.queries.saved import SavedQuery
from aigeo.web import audit, faults
from aigeo.web.conditional import Conditional
from aigeo.web.guard import Guard
from aigeo.web.routes import (
    about,
    analyses,
    cypher,
    entities,
    explorer,
    exports,
    facts,
    ownership,
    pairs,
    paths,
    queries,
    reconcile,
)
from aigeo.web.service import Service

PREFIX = "/api/v1"
_DESCRIPTION = """\
The knowledge graph of AI geopolitics over HTTP: entities, facts with their evidence, influence
paths, saved queries, exports. All of it reads; nothing changes the graph but, where the server
was started with `--allow-review`, decisions on candidate pairs.

Where an entity is wanted, an id or any of its names will do. Errors are
`{"error": {"code", "message", "hint"}}`. Lists come in pages (`limit`, `offset`) with `truncated`.
Answers carry an `ETag`; `If-None-Match` gives 304.
"""


def create_app(service: Service, log: audit.Log | None = None) -> FastAPI:
    """Make the ASGI application of an open graph; `log` gets a line for each request."""
    options = service.options
    app = described_app(
        service.queries,
        allow_cypher=options.allow_cypher,
        allow_review=options.reviewer is not None,
    )
    app.state.service = service
    faults.install(app)
    # The last added is the first to see a request.
    app.add_middleware(Conditional)
    app.add_middleware(Guard, options=service.options)
    if log is not None:
        app.add_middleware(audit.Audit, log=log)
    return app


def described_app(
    known: Mapping[str, SavedQuery], *, allow_cypher: bool, allow_review: bool
) -> FastAPI:
    """Make the routes without a graph: enough for the description of the API."""
    app = FastAPI(
        title="aigeo",
        version=__version__,
        description=_DESCRIPTION,
        openapi_url=f"{PREFIX}/openapi.json",
        # FastAPI's own pages load scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
    )
    api = APIRouter(prefix=PREFIX)
    for module in (about, entities, facts, paths, analyses, ownership, exports, pairs):
        api.include_router(module.router)
    if allow_review:
        api.include_router(pairs.writing)
    api.include_router(queries.router_for(known))
    if allow_cypher:
        api.include_router(cypher.router)
    app.include_router(api)
    app.include_router(reconcile.router)
    app.include_router(explorer.router)
    app.mount("/static", explorer.files, name="static")
    return app
