"""`aigeo changes`: what is new, over or corrected since a day."""

from __future__ import annotations

import click

from aigeo.cli.examples import examples_epilog
from aigeo.cli.output import FORMAT_OPTION, chosen, emit, note, say
from aigeo.cli.state import State, pass_state


@click.command(
    short_help="List new, ended and corrected facts since a day.",
    epilog=examples_epilog(
        "aigeo changes 2026-11-01",
        "aigeo changes 2026-01-01 --entity Huawei --entity Nvidia --format jsonl",
    ),
)
@click.argument("since", metavar="SINCE")
@click.option("--entity", "entities", multiple=True, metavar="ENTITY",
              help="Only facts about it, by id or any name. May be repeated.")  # fmt: skip
@click.option("--kind", "kinds", metavar="KIND,…", default="",
              help="Only these: new, began, ended, withdrawn, corrected, confidence.")  # fmt: skip
@FORMAT_OPTION
@pass_state
def command(state: State, since: str, entities: tuple[str, ...], kinds: str, format: str) -> None:
    """List the facts that changed since the start of the day SINCE, each with its evidence.

    new: stated for the first time. began, ended: its first or last day came, or a source says so.
    withdrawn: no source states it any more. corrected: other dates, status or qualifiers.
    confidence: other sources or confidence only.
    """
    from aigeo.answers.changes import KINDS, changes
    from aigeo.cli.filters import words
    from aigeo.queries.saved import Parameter
    from aigeo.queries.values import checked
    from aigeo.resolve.find import find

    day = checked(Parameter("SINCE", "date", "the first day", required=True), since)
    wanted = checked(
        Parameter("--kind", "strings", "kinds", required=False, choices=KINDS), list(words(kinds))
    )
    ids = [find(state.store, entity) for entity in entities]
    rows = [
        change.to_dict()
        for change in changes(state.store, day, ids)
        if not wanted or change.change in wanted
    ]
    if chosen(format) != "table":
        emit(rows, format)
        return
    from aigeo.answers.feed import headline

    for row in rows:
        say(headline(row) + (f" ({'; '.join(row['differs'])})" if row["differs"] else ""))
        say(f"  “{row['quote']}”")
        say(f"  {', '.join([*row['sources'], *filter(None, [row['date']])])}")
    if not rows:
        note(f"nothing has changed since {day}")
