"""The `--timeout` option: a command that has no answer in time ends with a message."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar

import click

from aigeo.cli.state import State

Command = TypeVar("Command", bound=Callable[..., Any])
GRACE = 1.0
"""Seconds after which the server is to end a transaction whose client has left."""
FAILURE = 1


def timeout_option(command: Command) -> Command:
    """Add `--timeout SECONDS` to a command that reads the graph."""
    return click.option(
        "--timeout",
        type=click.FloatRange(0, min_open=True),
        metavar="SECONDS",
        expose_value=False,
        callback=_start,
        help="Give up after that time, with exit code 1.",
    )(command)


def _start(ctx: click.Context, _: click.Parameter, seconds: float | None) -> None:
    if seconds is None:
        return
    ctx.ensure_object(State).time_limit = seconds + GRACE
    timer = threading.Timer(seconds, _give_up, (seconds,))
    timer.daemon = True
    timer.start()
    ctx.call_on_close(timer.cancel)


def _give_up(seconds: float) -> None:
    """End the process: the driver cannot be interrupted, and the embedded engine goes on working.

    Nothing is lost, for only reading commands have this option.
    """
    sys.stderr.write(
        f"aigeo: no answer within {seconds:g} seconds "
        "(ask for less: fewer hops, a smaller limit, one entity; or give more time)\n"
    )
    sys.stderr.flush()
    os._exit(FAILURE)
