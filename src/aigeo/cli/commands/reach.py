"""`aigeo reach`: who can constrain or enable an entity, and whom it can."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from aigeo.cli.asking import Asking, asking_options, emit_analysis
from aigeo.cli.examples import examples_epilog
from aigeo.cli.filters import (
    SCORE_OPTION,
    TYPES_OPTION,
    bounds_options,
    filter_options,
    filters_of,
)
from aigeo.cli.output import chosen, emit, emit_json, format_option, note, say
from aigeo.cli.state import State, pass_state


@click.command(
    short_help="Rank who has leverage on an entity.",
    epilog=examples_epilog(
        "aigeo reach Anthropic",
        "aigeo reach Huawei --sign constrain --top 5",
        "aigeo reach ASML --direction out --format json",
    ),
)
@click.argument("entity")
@click.option(
    "--direction",
    type=click.Choice(("in", "out")),
    default="in",
    show_default=True,
    help="in: who has leverage on ENTITY; out: on whom ENTITY has.",
)
@click.option(
    "--sign",
    type=click.Choice(("constrain", "enable", "both")),
    default="both",
    show_default=True,
    help="Only leverage that constrains, or that enables.",
)
@bounds_options(4, "The longest way.", 20, "How many, the greatest leverage first.", 10_000)
@SCORE_OPTION
@filter_options
@TYPES_OPTION
@asking_options
@format_option("auto", "json", "table", "csv", "text")
@pass_state
def command(
    state: State,
    entity: str,
    direction: str,
    sign: str,
    max_hops: int,
    top: int,
    score_name: str,
    as_of: str | None,
    min_confidence: float,
    types: str,
    status: str,
    what_if: Path | None,
    known_at: str | None,
    receipt: Path | None,
    format: str,
) -> None:
    """Rank who can constrain or enable ENTITY, with the strongest path to each as explanation.

    The score is the mass of random walks along the facts that carry their sign; it compares rows
    of one answer. The parts `constrain`, `enable` and `say` add up to it.
    """
    from aigeo.answers.questions import analysis
    from aigeo.resolve.find import find

    filters = filters_of(as_of, min_confidence, status, types, max_hops=max_hops)
    found = find(state.store, entity)
    asking = Asking(what_if, known_at, receipt)
    given = {"entity": found, "direction": direction, "sign": sign, "top": top,
             "score": score_name}  # fmt: skip
    question = analysis("reach", given, filters)
    if what_if is not None:
        emit_analysis(asking.answer(state.store, question), format, _flat)
        return
    rows = asking.document(state.store, question)
    if not rows:
        way = "has leverage on" if direction == "in" else "is under the leverage of"
        note(f"Nobody {way} {entity} within {max_hops} hops under these filters.")
    form = "text" if format == "auto" and chosen(format) == "table" else chosen(format)
    if form == "json":
        emit_json({"entity": found, "direction": direction, "sign": sign, "reach": rows})
    elif form == "text":
        _tell(rows)
    elif rows:
        emit([_flat(row) for row in rows], form)


def _tell(rows: list[dict[str, Any]]) -> None:
    from aigeo.influence.text import described

    for number, row in enumerate(rows, 1):
        parts = ", ".join(
            f"{word} {row[key]:.3g}"
            for key, word in (("constrain", "constrains"), ("enable", "enables"), ("say", "say"))
            if row[key]
        )
        say(f"{number}. {row['name']} ({row['type']}): {row['score']:.3g} ({parts})")
        for line in list(described(row["path"], number))[1:]:
            say(line)


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    from aigeo.influence.text import chain

    return {**row, "path": chain(row["path"])}
