"""`aigeo diff`: what changed between two versions of a source."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import click

from aigeo.cli.examples import examples_epilog
from aigeo.cli.output import chosen, emit, emit_json, format_option, note
from aigeo.cli.state import State, pass_state

COLUMNS = ("change", "type", "subject", "object", "before", "after")


@click.command(
    short_help="Show what changed between two versions of a source.",
    epilog=examples_epilog(
        "aigeo diff us-lists",
        "aigeo diff ofac-sdn 2025-01-31 --format json",
        "aigeo diff ofac-sdn 3f9a 81c0 --only withdrawn",
    ),
)
@click.argument("source", metavar="SOURCE")
@click.argument("older", metavar="[V1]", required=False)
@click.argument("newer", metavar="[V2]", required=False)
@click.option("--only", type=click.Choice(["added", "changed", "withdrawn"]), help="This sort.")
@click.option("--limit", type=click.IntRange(min=1), default=100, show_default=True,
              help="Rows of a table at most; JSON has all.")  # fmt: skip
@format_option()
@pass_state
def command(
    state: State,
    source: str,
    older: str | None,
    newer: str | None,
    only: str | None,
    limit: int,
    format: str,
) -> None:
    """Show what version V2 of SOURCE (its id, as `aigeo sources` lists it) says anew, otherwise
    or no more against V1.

    Without V2 the newest version counts, without V1 the one before. A version is the beginning of
    its hash or a date: what was loaded by the end of that day. Withdrawn claims are out of the
    graph but kept with the date on which they were last seen.
    """
    from aigeo.load.differences import difference

    found = difference(state.store, source, older, newer)
    changes = [c for c in found.changes if only in (None, c.change)]
    form = chosen(format)
    if form == "json":
        emit_json({
            "source": source, "from": found.older, "to": found.newer, "counts": found.counts(),
            "changes": [asdict(c) for c in changes],
        })  # fmt: skip
        return
    if form == "jsonl" or form == "csv":
        emit([asdict(c) for c in changes], form)
        return
    emit([_row(asdict(c)) for c in changes[:limit]], form, COLUMNS)
    counted = ", ".join(f"{n} {sort}" for sort, n in found.counts().items())
    note(f"{source}: {counted} from {_named(found.older)} to {_named(found.newer)}")
    if len(changes) > limit:
        note(f"{len(changes) - limit} more are not shown; --limit or --format json shows them")


def _named(load: dict[str, Any]) -> str:
    return f"{load['version']} ({load['loaded'][:10]})"


def _row(change: dict[str, Any]) -> dict[str, Any]:
    return {
        **change,
        "subject": change["subject_name"],
        "object": change["object_name"] or "",
        "before": _short(change["before"]),
        "after": _short(change["after"]),
    }


def _short(said: dict[str, Any]) -> str:
    parts = []
    for key, value in said.items():
        if key != "cells":
            parts.append(f"{key}: {value if isinstance(value, str) else json.dumps(value)}")
    if not parts and "cells" in said:
        parts = [f"{column}: {text}" for column, text in said["cells"].items()]
    return "; ".join(parts)
