"""`aigeo query`: list the saved queries, or run one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aigeo.cli.asking import Asking, asking_options, emit_difference
from aigeo.cli.examples import examples_epilog
from aigeo.cli.filters import note_future
from aigeo.cli.output import FORMAT_OPTION, chosen, emit, emit_json
from aigeo.cli.parameters import parameters_option
from aigeo.cli.state import State, pass_state

if TYPE_CHECKING:
    from aigeo.queries import Parameter, SavedQuery


@click.command(
    short_help="List the saved questions, or answer one.",
    epilog=examples_epilog(
        "aigeo query",
        "aigeo query who-can-constrain -p entity=Huawei",
        "aigeo query denials -p whom=China --as-of 2025-01-01 --format csv",
        "aigeo query timeline --example",
        "aigeo query sanctions-exposure -p entity=Baidu --receipt baidu.json",
        "aigeo query model-dependencies -p entity=GPT-4 --what-if no-exports.yaml",
    ),
)
@click.argument("name", required=False)
@parameters_option("A parameter of the query; an entity by id or any name. May be repeated.")
@click.option("--as-of", metavar="DATE", help="The day on which the facts must hold; else today.")
@click.option("--example", is_flag=True, help="Run the example of the query's header.")
@click.option("--show", is_flag=True, help="Print the query's file instead of running it.")
@asking_options
@FORMAT_OPTION
@pass_state
def command(
    state: State,
    name: str | None,
    parameters: dict[str, str],
    as_of: str | None,
    example: bool,
    show: bool,
    what_if: Path | None,
    known_at: str | None,
    receipt: Path | None,
    format: str,
) -> None:
    """Answer a saved question, each row with its evidence; without NAME, list the questions.

    A question is a Cypher file with a header; folders in AIGEO_QUERIES add your own.
    """
    from aigeo.queries import catalogue, named

    asking = Asking(what_if, known_at, receipt)
    if name is None:
        if parameters or as_of or example or show or not asking.is_plain:
            raise click.UsageError("options for a query need its NAME")
        _list(catalogue(state.settings).values(), format)
        return
    query = named(state.settings, name)
    if show:
        click.echo(query.path.read_text(encoding="utf-8"), nl=False)
        return
    given: dict[str, Any] = {**(query.example if example else {}), **parameters}
    if as_of is not None:
        given["as_of"] = as_of
    columns = list(query.columns)
    if chosen(format) == "table":
        # A name says all that a reader needs of the id beside it.
        columns = [c for c in columns if f"{c}_name" not in columns]
    from aigeo.answers.questions import SavedQuestion

    question = SavedQuestion.of(state.store, query, given)
    note_future(question.parameters["as_of"])
    answered = asking.answer(state.store, question)
    if what_if is not None:
        emit_difference(answered, format, columns)
    else:
        emit(answered.rows, format, columns, title=query.title)


def _list(queries: Iterable[SavedQuery], format: str) -> None:
    if chosen(format) in ("json", "jsonl"):
        rows = [_described(query) for query in queries]
        emit_json(rows) if chosen(format) == "json" else emit(rows, "jsonl")
        return
    emit(
        [
            {
                "name": query.name,
                "question": query.question,
                "parameters": ", ".join(
                    p.name if p.required else f"[{p.name}]" for p in query.parameters
                ),
            }
            for query in queries
        ],
        format,
    )


def _described(query: SavedQuery) -> dict[str, Any]:
    from aigeo.queries.saved import AS_OF

    return {
        "name": query.name,
        "title": query.title,
        "question": query.question,
        "parameters": [_parameter(p) for p in (*query.parameters, AS_OF)],
        "columns": dict(query.columns),
        "example": dict(query.example),
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "type": parameter.type,
        "description": parameter.description,
        "required": parameter.required,
        "default": parameter.default,
        "example": parameter.example,
        "min": parameter.minimum,
        "max": parameter.maximum,
        "choices": list(parameter.choices),
    }
