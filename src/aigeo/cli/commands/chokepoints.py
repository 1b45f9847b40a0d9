"""`aigeo chokepoints`: whose loss cuts an entity, or the most models, from what they need."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from aigeo.cli.asking import Asking, asking_options, emit_analysis
from aigeo.cli.examples import examples_epilog
from aigeo.cli.filters import (
    TYPES_OPTION,
    bounds_options,
    filter_options,
    filters_of,
)
from aigeo.cli.output import chosen, emit, emit_json, format_option, note, say
from aigeo.cli.state import State, pass_state


@click.command(
    short_help="Find whose loss cuts an entity from what it needs.",
    epilog=examples_epilog(
        "aigeo chokepoints 'GPT-4'",
        "aigeo chokepoints 'Logic chips' --max-hops 5 --substitute 10 --format json",
        "aigeo chokepoints --models",
    ),
)
@click.argument("entity", required=False)
@click.option(
    "--models",
    is_flag=True,
    help="Instead of one entity: which country's decision stops the most models' chips.",
)
@bounds_options(5, "How many steps up the supply chain.", 20, "How many, the worst first.")
@click.option(
    "--substitute",
    type=click.FloatRange(0, 100),
    default=0.0,
    show_default=True,
    metavar="PERCENT",
    help="A maker with less of the market cannot stand in for others.",
)
@click.option(
    "--threshold",
    type=click.FloatRange(0, 100, min_open=True),
    default=50.0,
    show_default=True,
    metavar="PERCENT",
    help="With --models: the loss of chips that stops a model.",
)
@filter_options
@TYPES_OPTION
@asking_options
@format_option("auto", "json", "table", "csv", "text")
@pass_state
def command(
    state: State,
    entity: str | None,
    models: bool,
    max_hops: int,
    top: int,
    substitute: float,
    threshold: float,
    as_of: str | None,
    min_confidence: float,
    types: str,
    status: str,
    what_if: Path | None,
    known_at: str | None,
    receipt: Path | None,
    format: str,
) -> None:
    """Tell on whom the supply of ENTITY (an id or any name) hangs.

    The loss of a party is the part of the supply that goes with it, up the chain; other makers
    stand in with their share of the market. Cuts are the smallest sets that leave nothing.
    """
    from aigeo.answers.questions import analysis
    from aigeo.resolve.find import find

    filters = filters_of(as_of, min_confidence, status, types, max_hops=max_hops)
    if models == (entity is not None):
        raise click.UsageError("give an ENTITY, or --models")
    asking = Asking(what_if, known_at, receipt)
    if entity is None:
        question = analysis("stopping_countries", {"top": top, "threshold": threshold}, filters)
    else:
        found = find(state.store, entity)
        given = {"entity": found, "top": top, "substitute": substitute}
        question = analysis("chokepoints", given, filters)
    if what_if is not None:
        emit_analysis(asking.answer(state.store, question), format)
        return
    answer = asking.document(state.store, question)
    if entity is None:
        rows, lines = answer["countries"], _countries(answer)
        if not rows:
            note("No country stops any model's chips, as far as the graph knows.")
    else:
        rows, lines = answer["bottlenecks"], _points(answer)
        if not answer["needs"]:
            note(f"Nothing is known of what {entity} needs under these filters.")
        if answer["hops"] < max_hops:
            note(f"the web of needs is very large: {answer['hops']} steps up the chain were taken")
    form = "text" if format == "auto" and chosen(format) == "table" else chosen(format)
    if form == "json":
        emit_json(answer)
    elif form == "text":
        for line in lines:
            say(line)
    elif rows:
        hidden = ("hops", "examples")
        emit([{k: v for k, v in row.items() if k not in hidden} for row in rows], form)


def _points(answer: dict[str, Any]) -> Iterator[str]:
    for row in answer["bottlenecks"]:
        yield f"{row['loss']:.3g} % lost without {row['name']} ({row['type']})"
        yield from _hops(row["hops"])
    for level, cut in answer["cuts"].items():
        listed = ", ".join(e["name"] for e in cut["entities"])
        yield f"smallest cut by {level}: {listed or cut['why']}"
    for row in answer["concentration"]:
        for key, word in (("by_maker", "makers"), ("by_country", "countries")):
            part = row[key]
            if part is not None:
                low, high = part["hhi_min"], part["hhi_max"]
                span = f"{low:.0f}" if high - low < 1 else f"{low:.0f} to {high:.0f}"
                yield f"{row['name']}, {word}: index {span} ({part['level']} concentration)"


def _countries(answer: dict[str, Any]) -> Iterator[str]:
    yield f"{answer['models']} models with known chips, as of {answer['as_of']}"
    for row in answer["countries"]:
        yield f"{row['name']} stops {row['stopped']} ({row['share']:.3g} %)"
        for example in row["examples"][:1]:
            yield from _hops(example["hops"])


def _hops(hops: list[dict[str, Any]]) -> Iterator[str]:
    from aigeo.influence.text import chain

    if hops:
        yield "   " + chain({"hops": hops})
    for hop in hops:
        yield f"      “{hop['quote']}”"
