"""What every request shares: the graph, the options of the server, and its limits."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeVar

import anyio
from anyio import to_thread
from fastapi import Depends, Request

from aigeo.lookup import counted, state
from aigeo.queries import catalogue
from aigeo.queries.saved import SavedQuery
from aigeo.store import Store
from aigeo.web.faults import BusyError, TimeLimitError

T = TypeVar("T")

OPENREFINE = ("http://127.0.0.1:3333", "http://localhost:3333")
"""Where OpenRefine's own page is served on a reader's machine."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may use.

    `seconds` bounds the work for an answer, `rows` what one page holds, `target_bytes` the path
    and query string together, `body_bytes` a request's body, `exports` how many run at once.
    """

    seconds: float = 10.0
    rows: int = 1000
    target_bytes: int = 16_384
    body_bytes: int = 1_048_576
    threads: int = 40
    exports: int = 4


@dataclass(frozen=True, slots=True)
class Options:
    """How the server is run; `host` is the address that it is bound to."""

    host: str = "127.0.0.1"
    token: str | None = field(default=None, repr=False)
    allow_cypher: bool = False
    origins: tuple[str, ...] = OPENREFINE
    """Pages elsewhere that may call the reconciliation service."""
    limits: Limits = field(default_factory=Limits)
    reviewer: str | None = None
    """Under whose name callers judge candidate pairs; None where they may not."""


class Service:
    """The open graph with the options; one a server."""

    def __init__(self, store: Store, options: Options | None = None) -> None:
        self.store = store
        self.options = options or Options()
        self.limits = self.options.limits
        self.queries: dict[str, SavedQuery] = catalogue(store.settings)
        self._threads = anyio.CapacityLimiter(self.limits.threads)
        self._exports = threading.BoundedSemaphore(self.limits.exports)
        self._counting = threading.Lock()
        self._counted: tuple[str | None, dict[str, Any]] = (None, {})

    async def run(self, work: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """Do blocking work in a thread, within the time limit.

        Raises TimeLimitError when it takes longer. The engine may finish such work by itself:
        the embedded one knows no time limit; its thread is then held until it does.
        """
        call = functools.partial(work, *arguments, **named)
        with anyio.move_on_after(self.limits.seconds):
            return await to_thread.run_sync(call, abandon_on_cancel=True, limiter=self._threads)
        raise TimeLimitError(self.limits.seconds)

    def counts(self) -> dict[str, Any]:
        """Give `aigeo.lookup.counted`, counted once for each state of the graph.

        Counting a large graph takes the embedded engine seconds, so callers share it.
        """
        now = state(self.store)
        if now is None:
            return counted(self.store)
        known, counts = self._counted
        if known == now:
            return counts
        with self._counting:
            if self._counted[0] != now:
                self._counted = (now, counted(self.store))
            return self._counted[1]

    async def finish(self, work: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """Do blocking work that changes the graph: it has no time limit, for it is not undone."""
        call = functools.partial(work, *arguments, **named)
        return await to_thread.run_sync(call, limiter=self._threads)

    def export_slot(self) -> Callable[[], None]:
        """Take one of the places for exports; give the function that returns it.

        Raises BusyError when all are taken.
        """
        if not self._exports.acquire(blocking=False):
            raise BusyError("as many exports are running as this server allows")
        return self._exports.release


def service_of(request: Request) -> Service:
    """Give the service of the server that a request came to."""
    service: Service = request.app.state.service
    return service


ServiceOf = Annotated[Service, Depends(service_of)]


def words(text: str | None) -> tuple[str, ...]:
    """Split a parameter that lists words separated by commas."""
    return tuple(_words(text or ""))


def _words(text: str) -> Iterator[str]:
    return (word.strip() for word in text.split(",") if word.strip())
