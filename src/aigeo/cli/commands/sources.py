"""`aigeo sources`: what the graph was loaded from."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from aigeo.cli.examples import examples_epilog
from aigeo.cli.groups import DefaultGroup
from aigeo.cli.output import chosen, emit, emit_json, format_option, printable, say
from aigeo.cli.state import State, pass_state
from aigeo.errors import NotFoundError

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
    rows = state.store.read(
        "MATCH (s:Source) OPTIONAL MATCH (s)<-[:FROM]-(t:Statement) WHERE t.last_seen IS NULL "
        "RETURN s.id AS id, s.title AS title, s.publisher AS publisher, "
        "s.published AS published, s.licence AS licence, count(t) AS statements ORDER BY id"
    )
    emit(rows, format, COLUMNS)


@command.command(epilog=examples_epilog("aigeo sources show epoch-ai --format json"))
@click.argument("source", metavar="ID")
@format_option("auto", "table", "json")
@pass_state
def show(state: State, source: str, format: str) -> None:
    """Show one source: publication, licence, counts and loads."""
    found = _described(state, source)
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
    found = _described(state, source)
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


def _described(state: State, source: str) -> dict[str, Any]:
    rows = state.store.read("MATCH (s:Source {id: $id}) RETURN s", {"id": source})
    if not rows:
        raise NotFoundError(f"no source has the id {source!r}", hint="see: aigeo sources")
    properties = {k: v for k, v in sorted(rows[0]["s"].items()) if not k.startswith("_")}
    counts = state.store.read(
        "MATCH (:Source {id: $id})<-[:FROM]-(t:Statement) "
        "RETURN t.kind AS kind, t.last_seen IS NULL AS current, count(*) AS n",
        {"id": source},
    )
    loads = state.store.read(
        "MATCH (l:Load {source: $id}) RETURN l.id AS id, l.state AS state, l.version AS version, "
        "l.started AS started, l.finished AS finished, l.counts AS counts ORDER BY started",
        {"id": source},
    )
    for load in loads:
        load["counts"] = json.loads(load["counts"] or "{}")
    if "parts" in properties:
        properties["parts"] = json.loads(properties["parts"])
    return {
        **properties,
        "statements": sum(row["n"] for row in counts if row["current"]),
        "withdrawn_statements": sum(row["n"] for row in counts if not row["current"]),
        "loads": loads,
    }
