"""Options that the influence commands share, and the filters that they stand for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from aigeo.cli.output import note

if TYPE_CHECKING:
    from aigeo.influence import Filters

Command = TypeVar("Command", bound=Callable[..., Any])

AS_OF_OPTION = click.option(
    "--as-of", metavar="DATE", help="The day on which the facts must hold; else today."
)
CONFIDENCE_OPTION = click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, show_default=True,
    help="Leave out facts below this confidence.",
)  # fmt: skip
TYPES_OPTION = click.option(
    "--types", metavar="TYPE,…", default="", help="Only these relation types."
)
SCORE_OPTION = click.option(
    "--score", "score_name", metavar="NAME", default="default", show_default=True,
    help="Another score of facts: module:function, or a plug-in's name.",
)  # fmt: skip
STATUS_OPTION = click.option(
    "--status", metavar="STATUS,…", default="stated", show_default=True,
    help="Which facts: stated, alleged, planned, ended.",
)  # fmt: skip


def bounds_options(
    hops: int, hops_help: str, top: int, top_help: str, most: int = 1000
) -> Callable[[Command], Command]:
    """Give `--max-hops` and `--top` with their defaults and what they mean to a command."""

    def add(command: Command) -> Command:
        command = click.option(
            "--top", type=click.IntRange(1, most), default=top, show_default=True, help=top_help
        )(command)
        return click.option(
            "--max-hops", type=click.IntRange(1, 8), default=hops, show_default=True, help=hops_help
        )(command)

    return add


def filter_options(command: Command) -> Command:
    """Add `--as-of`, `--min-confidence` and `--status` to a command."""
    for option in (STATUS_OPTION, CONFIDENCE_OPTION, AS_OF_OPTION):
        command = option(command)
    return command


def filters_of(
    as_of: str | None, min_confidence: float, status: str, types: str = "", **more: Any
) -> Filters:
    """Give the filters that the options stand for; a day in the future is noted on stderr.

    Raises UsageError for a value that is out of range or unknown.
    """
    from aigeo.influence import Filters
    from aigeo.queries.saved import AS_OF
    from aigeo.queries.values import checked

    day = date.today().isoformat() if as_of is None else checked(AS_OF, as_of)
    note_future(day)
    return Filters(
        as_of=day,
        min_confidence=min_confidence,
        types=words(types),
        statuses=words(status),
        **more,
    )


def note_future(day: str) -> None:
    """Say on stderr when a day is still to come: facts known today are asked of it."""
    if day > date.today().isoformat():
        note(f"{day} is in the future: the answer holds what is known today")


def words(text: str) -> tuple[str, ...]:
    """Split words at commas."""
    return tuple(word.strip() for word in text.split(",") if word.strip())
