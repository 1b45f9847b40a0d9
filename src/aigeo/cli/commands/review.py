"""`aigeo review`: read what was extracted, and keep or reject it."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeVar

import click

from aigeo.cli.examples import examples_epilog
from aigeo.cli.groups import DefaultGroup
from aigeo.cli.output import emit, format_option, note, say
from aigeo.cli.state import State, pass_state
from aigeo.errors import UsageError

if TYPE_CHECKING:
    from aigeo.load.review.queue import Filter

Command = TypeVar("Command", bound=Callable[..., Any])
COLUMNS = ("id", "confidence", "subject_name", "type", "object_name", "details", "quote", "source")
VERDICTS = {"accept": "accepted", "reject": "rejected", "undo": "unreviewed"}


def filter_options(command: Command) -> Command:
    """Add the options that choose statements."""
    for option in reversed(
        (
            click.option("--source", metavar="ID", help="Only statements of this source."),
            click.option("--type", "kind", metavar="TYPE", help="Only of this relation type."),
            click.option("--below", type=float, help="Only up to this confidence."),
            click.option("--entities", is_flag=True, help="Entities instead of relations."),
            click.option(
                "--limit",
                type=click.IntRange(1),
                default=200,
                show_default=True,
                help="How many statements at most.",
            ),
        )
    ):
        command = option(command)
    return command


@click.group(
    cls=DefaultGroup,
    default="walk",
    short_help="Review what was extracted from texts.",
    epilog=examples_epilog(
        "aigeo review",
        "aigeo review --source article:chip-rules --below 0.7",
        "aigeo review list --format jsonl",
        "aigeo review decide s:0a1b2c3d accept",
    ),
)
def command() -> None:
    """Review statements: accept, reject or correct them; without a subcommand, one by one.

    A decision is kept with its source through reloads and corrections of the text. Rejected
    statements make no edge.
    """


@command.command(epilog=examples_epilog("aigeo review walk --below 0.6"))
@filter_options
@click.option("--by", metavar="NAME", help="Who reviews; the name of the account by default.")
@pass_state
def walk(state: State, /, by: str | None, **wanted: Any) -> None:
    """Walk through unreviewed statements in the terminal, the least certain first."""
    from aigeo.load.review.queue import queue

    items = queue(state.store, _filter(wanted))
    if not items:
        say("nothing is waiting for review")
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "the review needs a terminal", hint="use: aigeo review list, aigeo review decide"
        )
    from aigeo.cli.review_app import ReviewApp

    app = ReviewApp(state.store, items, by or getpass.getuser())
    app.run()
    note(app.summary())


@command.command("list", epilog=examples_epilog("aigeo review list --reviewed rejected"))
@filter_options
@click.option(
    "--reviewed",
    type=click.Choice(["unreviewed", "accepted", "rejected"]),
    default="unreviewed",
    show_default=True,
    help="What was made of them.",
)
@format_option()
@pass_state
def list_(state: State, /, reviewed: str, format: str, **wanted: Any) -> None:
    """List statements with their ids, the least certain first."""
    from aigeo.load.review.queue import queue

    rows = [asdict(item) for item in queue(state.store, _filter(wanted, reviewed))]
    emit(rows, format, COLUMNS if format in ("auto", "table") else None)


@command.command(
    epilog=examples_epilog(
        "aigeo review decide s:0a1b2c3d reject", "aigeo review decide s:0a1b2c3d --type SUPPLIES"
    )
)
@click.argument("statement", metavar="ID")
@click.argument("verdict", type=click.Choice(list(VERDICTS)), required=False)
@click.option("--type", "kind", metavar="TYPE", help="The type that it should have.")
@click.option("--subject", metavar="ENTITY", help="The subject that it should have.")
@click.option("--object", "object_", metavar="ENTITY", help="The object that it should have.")
@click.option("--by", metavar="NAME", help="Who reviews; the name of the account by default.")
@pass_state
def decide(
    state: State,
    statement: str,
    verdict: str | None,
    kind: str | None,
    subject: str | None,
    object_: str | None,
    by: str | None,
) -> None:
    """Accept, reject or correct one statement, or undo an earlier decision."""
    from aigeo.load.review import decide as deciding
    from aigeo.load.review.decision import Correction, Decision
    from aigeo.resolve import find

    correction = Correction(
        kind,
        find(state.store, subject) if subject else None,
        find(state.store, object_) if object_ else None,
    )
    if bool(correction) == (verdict is not None):
        raise click.UsageError("give accept, reject or undo, or else what to correct")
    decision = Decision(VERDICTS[verdict or "reject"], by or getpass.getuser(), correction)
    deciding.decide(state.store, statement, decision)
    say(f"{statement}: {'corrected' if correction else decision.verdict}")


def _filter(wanted: dict[str, Any], reviewed: str = "unreviewed") -> Filter:
    from aigeo.load.review.queue import Filter

    kind = "entity" if wanted["entities"] else "relation"
    return Filter(
        wanted["source"], wanted["kind"], wanted["below"], kind, reviewed, wanted["limit"]
    )
