"""`aigeo cypher`: run a reading Cypher statement."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from aigeo.cli.asking import Asking, asking_options, emit_difference
from aigeo.cli.examples import examples_epilog
from aigeo.cli.output import FORMAT_OPTION, emit, note
from aigeo.cli.parameters import parameters_option
from aigeo.cli.state import State, pass_state


@click.command(
    short_help="Run a reading Cypher statement.",
    epilog=examples_epilog(
        "aigeo cypher 'MATCH (f:Firm) RETURN f.name AS name ORDER BY name LIMIT 10'",
        "aigeo cypher 'MATCH (e:Entity {id: $id})-[r]-(o) RETURN type(r), o.name' -p id=cc:cn",
        "aigeo cypher - < question.cypher",
    ),
)
@click.argument("text")
@parameters_option(
    "A parameter: JSON where it reads as JSON (-p n=3, -p ids='[\"a\"]'), else text."
)
@asking_options
@FORMAT_OPTION
@pass_state
def command(
    state: State,
    text: str,
    parameters: dict[str, str],
    what_if: Path | None,
    known_at: str | None,
    receipt: Path | None,
    format: str,
) -> None:
    """Run one reading Cypher statement (`-` reads it from standard input) and print its rows.

    Clauses that write, LOAD CSV and procedures that do more than read are refused. $as_of is
    today unless given.
    """
    from aigeo.queries import traps
    from aigeo.store.readonly import check, run_read_only

    if text == "-":
        text = sys.stdin.read()
    check(text)
    given = {key: _value(value) for key, value in parameters.items()}
    given.setdefault("as_of", date.today().isoformat())
    if state.store.engine == "embedded":
        for trap in traps(text):
            note(trap)
    asking = Asking(what_if, known_at, receipt)
    if asking.is_plain:
        emit(run_read_only(state.store, text, given), format)
        return
    from aigeo.answers.questions import CypherQuestion

    answered = asking.answer(state.store, CypherQuestion(text, given))
    if what_if is not None:
        emit_difference(answered, format)
    else:
        emit(answered.rows, format)


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
