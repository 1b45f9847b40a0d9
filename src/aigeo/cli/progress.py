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

    It shows the rate of the present step and, where its end is known, the time that remains. The
    bar stands on stderr and goes away at the end; where stderr is no terminal nothing is printed.
    """
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield _silent
        return
    from rich import progress
    from rich.console import Console

    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TextColumn("{task.fields[rate]}"),
        progress.TimeElapsedColumn(),
        progress.TimeRemainingColumn(),
    )
    with progress.Progress(*columns, console=Console(stderr=True), transient=True) as rich:
        task = rich.add_task("starting", total=None, rate="")
        now = ""

        def show(step: str, done: int, total: int) -> None:
            nonlocal now
            if step != now:
                rich.reset(task, description=step, completed=done, total=total or None, rate="")
                now = step
                return
            rich.update(task, completed=done, total=total or None)
            seconds = rich.tasks[0].elapsed
            if done and seconds:
                rich.update(task, rate=f"{done / seconds:,.0f}/s")

        yield show


def _silent(step: str, done: int, total: int) -> None:
    """Report to nobody."""
