"""A progress bar for loads, on a terminal only."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[str, int, int], None]


@contextmanager
def bar() -> Iterator[Progress]:
    """Give a function to call with (step, done, total); `total` 0 when it is unknown.

    The bar stands on stderr and goes away at the end; where stderr is no terminal nothing is
    printed.
    """
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield _silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as RichProgress

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with RichProgress(
        *columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True
    ) as rich:
        task = rich.add_task("starting", total=None)

        def show(step: str, done: int, total: int) -> None:
            rich.update(task, description=step, completed=done, total=total or None)

        yield show


def _silent(step: str, done: int, total: int) -> None:
    """Report to nobody."""
