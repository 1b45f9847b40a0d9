"""The `-p key=value` option of commands that run queries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def parameters_option(help: str) -> Callable[[Command], Command]:
    """Give a repeatable `-p key=value` option; the command gets a dict of text as `parameters`."""
    return click.option(
        "-p",
        "--param",
        "parameters",
        multiple=True,
        metavar="KEY=VALUE",
        callback=_pairs,
        help=help,
    )


def _pairs(ctx: click.Context, option: click.Parameter, given: Sequence[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for text in given:
        key, sign, value = text.partition("=")
        key = key.strip()
        if not sign or not key:
            raise click.BadParameter(f"{text!r} is not of the form key=value", ctx, option)
        if key in pairs:
            raise click.BadParameter(f"{key!r} is given twice", ctx, option)
        pairs[key] = value
    return pairs
