"""`aigeo sources`: what the graph was loaded from."""

from __future__ import annotations

import sys

import click

from aigeo.cli.examples import examples_epilog
from aigeo.cli.groups import DefaultGroup
from aigeo.cli.output import chosen, emit, emit_json, format_option, printable, say
from aigeo.cli.state import State, pass_state

COLUMNS = ("id", "title", "publisher", "published", "licence", "statements")


@click.group(
    cls=DefaultGroup,
    default="list",
    short_help="List, show and remove sources.",
    epilog=examples_epilog("aigeo sources", "aigeo sources remove epoch-ai"),
)
def command() -> None:
    """List, show and remove sources; without a subcommand, list them."""


@command.command("list", epilog=examples_epilog("aigeo sources", "aigeo sources list --format csv"))
@format_option()
@pass_state
def list_(state: State, format: str) -> None:
    """List the sources with the number of statements that each makes now."""
    from aigeo.lookup import sources

    emit(sources(state.store), format, COLUMNS)


@command.command(epilog=examples_epilog("aigeo sources show epoch-ai --format json"))
@click.argument("source", metavar="ID")
@format_option("auto", "table", "json")
@pass_state
def show(state: State, source: str, format: str) -> None:
    """Show one source: publication, licence, counts and loads."""
    from aigeo.lookup import source as described

    found = described(state.store, source)
    if chosen(format) == "json":
        emit_json(found)
        return
    for key, value in found.items():
        if key not in ("loads", "parts", "fingerprint") and value is not None:
            say(f"{key.replace('_', ' ')}: {printable(value)}")
    emit(found["loads"], "table", ("started", "state", "version", "counts"))


@command.command(epilog=examples_epilog("aigeo sources remove epoch-ai --yes"))
@click.argument("source", metavar="ID")
@click.option("--yes", is_flag=True, help="Do not ask.")
@format_option("auto", "table", "json")
@pass_state
def remove(state: State, source: str, yes: bool, format: str) -> None:
    """Remove a source with its statements, and the facts that only it stated."""
    from aigeo.lookup import source as described

    found = described(state.store, source)
    if not yes:
        if not sys.stdin.isatty():
            raise click.UsageError("say --yes to remove a source without being asked")
        question = f"Remove {found['title']!r} with {found['statements']} statements?"
        click.confirm(printable(question), abort=True)
    from aigeo.load import remove_source

    report = remove_source(state.store, source).to_dict()
    if chosen(format) == "json":
        emit_json(report)
    else:
        say(f"removed {source}: {report['withdrawn']} statements")
