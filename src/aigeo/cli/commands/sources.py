"""`aigeo sources`: what the graph was loaded from."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from aigeo.cli.examples import examples_epilog
from aigeo.cli.groups import DefaultGroup
from aigeo.cli.output import chosen, emit, emit_json, format_option, note, printable, say
from aigeo.cli.state import State, pass_state

COLUMNS = ("id", "title", "publisher", "published", "licence", "statements", "changed")


@click.group(
    cls=DefaultGroup,
    default="list",
    short_help="List, show and remove sources.",
    epilog=examples_epilog(
        "aigeo sources", "aigeo sources index -o index.json", "aigeo sources remove epoch-ai"
    ),
)
def command() -> None:
    """List, show and remove sources; without a subcommand, list them."""


@command.command("list", epilog=examples_epilog("aigeo sources", "aigeo sources list --format csv"))
@format_option()
@pass_state
def list_(state: State, format: str) -> None:
    """List the sources with their terms, the number of statements and the last change."""
    from aigeo.lookup import sources

    rows = sources(state.store)
    if chosen(format) != "table":
        emit(rows, format)
        return
    emit([{**row, "changed": (row["changed"] or "")[:10]} for row in rows], "table", COLUMNS)
    _remind(rows)


@command.command(epilog=examples_epilog("aigeo sources index -o index.json"))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Where to; stdout unless given.")  # fmt: skip
@pass_state
def index(state: State, output: Path | None) -> None:
    """Write the catalogue of sources as index.json.

    Each has title, publisher, licence, whether commercial use is allowed, version, counts and
    when it last changed.
    """
    from aigeo import __version__
    from aigeo.lookup import sources

    rows = sources(state.store)
    whole = {"aigeo": __version__, "sources": rows}
    if output is None:
        emit_json(whole)
    else:
        partial = output.with_name(output.name + ".partial")
        partial.write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", "utf-8")
        partial.replace(output)
        note(f"wrote {output}")
    _remind(rows)


def _remind(rows: list[dict[str, Any]]) -> None:
    barred = sorted({row["dataset"] or row["id"] for row in rows if row["commercial_use"] is False})
    if barred:
        note(f"not for commercial use: {', '.join(barred)}")


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
        if key not in ("loads", "parts", "fingerprint", "signature") and value is not None:
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
