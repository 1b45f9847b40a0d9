"""`aigeo stats`: how much the graph holds."""

from __future__ import annotations

from typing import Any

import click

from aigeo.cli.examples import examples_epilog
from aigeo.cli.output import chosen, emit, emit_json, format_option
from aigeo.cli.state import State, pass_state


@click.command(
    short_help="Count entities, relations, statements, sources.",
    epilog=examples_epilog("aigeo stats", "aigeo stats --format json"),
)
@format_option("auto", "table", "json", "csv")
@pass_state
def command(state: State, format: str) -> None:
    """Count entities by label, relations by type, statements and sources.

    Parents are labels too: firms count as organizations and as entities. Statements include those
    that their source has withdrawn.
    """
    from aigeo.lookup import counted

    counts = counted(state.store)
    if chosen(format) == "json":
        emit_json(counts)
        return
    rows: list[dict[str, Any]] = []
    for what in ("entities", "relations"):
        rows += [{"what": what, "name": n, "count": c} for n, c in counts[what].items()]
    rows += [
        {"what": what, "name": "", "count": counts[what]} for what in ("statements", "sources")
    ]
    emit(rows, format)
