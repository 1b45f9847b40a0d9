"""Errors as answers: a status and one JSON form for all."""

from __future__ import annotations

import logging
from typing import Any, ClassVar

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from neo4j.exceptions import DriverError, Neo4jError
from starlette.exceptions import HTTPException

from aigeo import errors

log = logging.getLogger(__name__)


class TimeLimitError(errors.AigeoError):
    """An answer took longer than the server allows."""

    status: ClassVar[int] = 504

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"no answer within {seconds:g} seconds",
            hint="ask for less, or start the server with a larger --time-limit",
        )


class BusyError(errors.AigeoError):
    """The server does as much as it may; the caller should come back."""

    status: ClassVar[int] = 503


_STATUSES: tuple[tuple[type[errors.AigeoError], int], ...] = (
    (TimeLimitError, TimeLimitError.status),
    (BusyError, BusyError.status),
    (errors.NotFoundError, 404),
    (errors.AmbiguousNameError, 409),
    (errors.UsageError, 422),
    (errors.QueryError, 400),
    (errors.InputError, 400),
    (errors.StoreError, 503),
    (errors.ConfigError, 501),  # an optional package that is not installed
)


def body(code: str, message: str, hint: str | None = None, **more: Any) -> dict[str, Any]:
    """Give the JSON form of an error: `{"error": {"code", "message", "hint", …}}`."""
    return {"error": {"code": code, "message": message, "hint": hint, **more}}


def install(app: FastAPI) -> None:
    """Make an app answer errors in the one form; a defect is logged and shown without detail."""
    app.add_exception_handler(errors.AigeoError, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Neo4jError, _engine)
    app.add_exception_handler(DriverError, _engine)
    app.add_exception_handler(Exception, _defect)


def _ours(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, errors.AigeoError)  # noqa: S101 - what it is registered for
    status = next((code for kind, code in _STATUSES if isinstance(error, kind)), 500)
    more: dict[str, Any] = {}
    if isinstance(error, errors.AmbiguousNameError):
        more["candidates"] = list(error.candidates)
    headers = {"Retry-After": "5"} if status == 503 else None
    return JSONResponse(
        body(_code(error), error.message, error.hint, **more), status, headers=headers
    )


def _code(error: errors.AigeoError) -> str:
    name = type(error).__name__.removesuffix("Error")
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - what it is registered for
    faults = [
        {"where": ".".join(str(part) for part in fault["loc"]), "message": fault["msg"]}
        for fault in error.errors()
    ]
    message = "; ".join(f"{fault['where']}: {fault['message']}" for fault in faults)
    return JSONResponse(body("invalid", message, faults=faults), 422)


def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 - what it is registered for
    return JSONResponse(body("http", str(error.detail)), error.status_code, headers=error.headers)


def _engine(_: Request, error: Exception) -> JSONResponse:
    log.warning("the engine refused or failed: %s", error)
    return JSONResponse(body("engine", "the graph engine refused or failed to answer"), 502)


def _defect(_: Request, error: Exception) -> JSONResponse:
    log.error("defect while answering a request", exc_info=error)
    return JSONResponse(body("defect", "the server failed; its log says how"), 500)
