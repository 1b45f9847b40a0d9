"""`aigeo gold`: reviewed documents as annotated data."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from aigeo.cli.examples import examples_epilog
from aigeo.cli.output import note, to_json
from aigeo.cli.state import State, pass_state
from aigeo.errors import NotFoundError


@click.group(
    short_help="Make annotated data of what was reviewed.",
    epilog=examples_epilog("aigeo gold export -o reviewed.jsonl"),
)
def command() -> None:
    """Make annotated data of what was reviewed."""


@command.command(
    epilog=examples_epilog("aigeo gold export -o reviewed.jsonl", "aigeo gold export --partly")
)
@click.option("-o", "--output", metavar="FILE", help="Write here instead of to stdout.")
@click.option("--source", metavar="ID", help="Only this source.")
@click.option("--partly", is_flag=True, help="Also documents with relations not reviewed yet.")
@pass_state
def export(state: State, output: str | None, source: str | None, partly: bool) -> None:
    """Write documents whose relations were all reviewed, one a line, in the form of extracted
    documents: accepted relations, and the entities that were not rejected."""
    from aigeo.load.review.gold import gold_documents

    lines = []
    for name, document in gold_documents(state.store, source, partly=partly):
        if isinstance(document, str):
            note(f"{name}: left out: {document}")
        else:
            lines.append(to_json(document) + "\n")
    if not lines:
        raise NotFoundError("no document is reviewed", hint="review some first: aigeo review")
    if output:
        Path(output).write_text("".join(lines), "utf-8")
    else:
        sys.stdout.writelines(lines)
    note(f"{len(lines)} documents written")
