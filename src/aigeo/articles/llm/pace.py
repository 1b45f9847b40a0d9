"""How many requests run at once, and how many begin in a minute."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Pace:
    """At most `together` requests at a time, begun at least 60 / `per_minute` seconds apart."""

    def __init__(self, together: int, per_minute: float | None) -> None:
        self._slots = asyncio.Semaphore(together)
        self._gap = 60 / per_minute if per_minute else 0.0
        self._next = 0.0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for one's turn, and hold a place while the request runs."""
        async with self._slots:
            now = asyncio.get_running_loop().time()
            begin = max(now, self._next)
            self._next = begin + self._gap
            await asyncio.sleep(begin - now)
            yield
