"""Work sent to a thread of its own, which does it piece by piece in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, Self

P = ParamSpec("P")


class Errands:
    """A thread that writes to the graph while this one computes what is next.

    At most `held` pieces of work wait or run, so that what they hold does not grow. After one that
    failed no other is done.
    """

    def __init__(self, held: int) -> None:
        self._held = held
        self._thread = ThreadPoolExecutor(1, "errands")
        self._under_way: deque[Future[None]] = deque()
        self._failure: BaseException | None = None

    def send(self, work: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> Future[None]:
        """Have work done after all that was sent before. Raises what earlier work raised."""
        sent = self._thread.submit(self._do, partial(work, *args, **kwargs))
        self._under_way.append(sent)
        self._wait(self._held)
        return sent

    def wait(self) -> None:
        """Wait until all is done. Raises what it raised."""
        self._wait(0)

    def close(self) -> None:
        """Finish what is being done, and drop the rest."""
        self._thread.shutdown(cancel_futures=True)

    def _do(self, work: Callable[[], None]) -> None:
        if self._failure is not None:
            raise self._failure
        try:
            work()
        except BaseException as error:
            self._failure = error
            raise

    def _wait(self, but: int) -> None:
        while len(self._under_way) > but:
            self._under_way.popleft().result()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
