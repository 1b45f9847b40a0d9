"""Pages of rows: parameters, form, and the flag that says that there is more."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

MAX_LIMIT = 1000
MAX_OFFSET = 10_000_000

Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT, description="Most rows of this page.")]
Offset = Annotated[int, Query(ge=0, le=MAX_OFFSET, description="Rows to pass over.")]


class Page(BaseModel):
    """A page of rows. Beyond the end it is empty."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"rows": [{"id": "firm:baidu", "name": "Baidu", "type": "Firm"}],
                 "limit": 100, "offset": 0, "truncated": False, "stopped_by": None}
            ]
        }
    )  # fmt: skip

    rows: list[dict[str, Any]] = Field(description="The rows, as maps of column to value.")
    limit: int = Field(description="Most rows that this page could hold.")
    offset: int = Field(description="Rows passed over before the first.")
    truncated: bool = Field(description="Whether there are rows after these.")
    stopped_by: str | None = Field(
        default=None, description="What cut the page: `rows` or `time`; null when nothing did."
    )


def page(rows: list[dict[str, Any]], limit: int, offset: int) -> Page:
    """Make a page of rows that were asked for with one row more than `limit`."""
    more = len(rows) > limit
    return Page(
        rows=rows[:limit],
        limit=limit,
        offset=offset,
        truncated=more,
        stopped_by="rows" if more else None,
    )


def page_of_stream(rows: Iterable[dict[str, Any]], limit: int, offset: int, seconds: float) -> Page:
    """Make a page of a stream, reading no further than needed.

    It ends early, marked as cut by `time`, when `seconds` have passed between two rows.
    """
    deadline = time.monotonic() + seconds
    kept: list[dict[str, Any]] = []
    stream: Iterator[dict[str, Any]] = iter(rows)
    try:
        for number, row in enumerate(stream):
            if number >= offset + limit:
                return Page(
                    rows=kept, limit=limit, offset=offset, truncated=True, stopped_by="rows"
                )
            if number >= offset:
                kept.append(row)
            if time.monotonic() > deadline:
                return Page(
                    rows=kept, limit=limit, offset=offset, truncated=True, stopped_by="time"
                )
    finally:
        close = getattr(stream, "close", None)
        if close is not None:
            close()  # lets the engine drop the rest
    return Page(rows=kept, limit=limit, offset=offset, truncated=False)
