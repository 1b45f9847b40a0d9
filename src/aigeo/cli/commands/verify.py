"""`aigeo verify`: ask a receipt's question again."""

from __future__ import annotations

from pathlib import Path

import click

from aigeo.cli.asking import FILE
from aigeo.cli.examples import examples_epilog
from aigeo.cli.output import chosen, emit, emit_json, format_option, note, say
from aigeo.cli.state import State, pass_state

SHOWN = 20


@click.command(
    short_help="Check a receipt: ask again and compare.",
    epilog=examples_epilog("aigeo verify receipt.json", "aigeo verify receipt.json --format json"),
)
@click.argument("file", type=FILE)
@format_option("auto", "table", "json")
@click.pass_context
@pass_state
def command(state: State, ctx: click.Context, file: Path, format: str) -> None:
    """Ask the question of the receipt FILE of the graph as it is now.

    Exit code 0 when the answer is the same, whether or not the data changed; 1 when it is not,
    with the rows and sources that changed.
    """
    from aigeo.answers.receipt import read_receipt
    from aigeo.answers.verify import verify

    made = read_receipt(file)
    found = verify(state.store, made, file)
    if chosen(format) == "json":
        emit_json(found.to_dict())
    else:
        word = "confirmed" if found.confirmed else "changed"
        say(f"{word}: {made['question']['name']}, {found.rows_now} rows now")
        say(f"asked {found.asked} with {found.rows_then} rows, aigeo {made['aigeo']}, "
            f"{made['engine']['name']} {made['engine']['version']}")  # fmt: skip
        for verb, ids in found.sources.items():
            if ids:
                say(f"sources that {verb}: {', '.join(ids[:SHOWN])}")
        if found.same_data:
            say("the sources are the same")
        if not found.confirmed:
            if found.gone:
                say(f"{found.gone} rows of the receipt are no longer in the answer")
            emit(found.new[:SHOWN], "table", title="new or changed rows")
            if len(found.new) > SHOWN:
                note(f"and {len(found.new) - SHOWN} more; --format json has all")
    if not found.confirmed:
        ctx.exit(1)
