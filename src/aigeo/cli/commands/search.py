"""`aigeo search`: entities by a part of their name."""

from __future__ import annotations

import click

from aigeo.cli.examples import examples_epilog
from aigeo.cli.output import FORMAT_OPTION, emit, note
from aigeo.cli.state import State, pass_state

COLUMNS = ("id", "name", "type", "score", "matched")


@click.command(
    short_help="Search entities by the beginning of a name.",
    epilog=examples_epilog("aigeo search huaw", "aigeo search 华为 --format json"),
)
@click.argument("text")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True,
              help="How many entities, the best match first.")  # fmt: skip
@FORMAT_OPTION
@pass_state
def command(state: State, text: str, limit: int, format: str) -> None:
    """Search entities whose name, or a word of it, begins with TEXT, but for typing errors."""
    from aigeo.resolve import search
    from aigeo.resolve.find import shown

    found = search(state.store, text, limit)
    if not found:
        note(f"no entity has a name like {shown(text)!r}")
    emit(found, format, COLUMNS)
