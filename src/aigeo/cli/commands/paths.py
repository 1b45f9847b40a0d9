"""`aigeo paths`: along which facts leverage runs from one entity to another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from aigeo.influence import Answer, Filters


@click.command(
    short_help="Find influence paths between two entities.",
    epilog=examples_epilog(
        "aigeo paths 'United States' Baidu",
        "aigeo paths China OpenAI --max-hops 3 --top 3 --format json",
        "aigeo paths ASML Anthropic --types SUPPLIES,MANUFACTURES,TRAINED_ON,DEVELOPS",
        "aigeo paths 'United States' @chinese-ai-labs --picture labs.html",
        "aigeo paths Nvidia Baidu --score my_scores:newest --diversity 0",
    ),
)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--from-selector", is_flag=True, help="FROM is the name of a selector.")
@click.option("--to-selector", is_flag=True, help="TO is the name of a selector.")
@bounds_options(4, "The longest path.", 10, "How many paths, the strongest first.")
@click.option(
    "--diversity",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    help="What a path loses for going the way of a stronger one; 0: nothing.",
)
@SCORE_OPTION
@click.option(
    "--picture",
    "pictures",
    type=click.Path(dir_okay=False, path_type=Path),
    multiple=True,
    help="Also draw a .svg, .png or .html file. May be repeated.",
)
@filter_options
@TYPES_OPTION
@asking_options
@format_option("auto", "json", "table", "text")
@pass_state
def command(
    state: State,
    source: str,
    target: str,
    from_selector: bool,
    to_selector: bool,
    max_hops: int,
    top: int,
    diversity: float,
    score_name: str,
    pictures: tuple[Path, ...],
    as_of: str | None,
    min_confidence: float,
    types: str,
    status: str,
    what_if: Path | None,
    known_at: str | None,
    receipt: Path | None,
    format: str,
) -> None:
    """Give the strongest influence paths FROM one entity TO another, by id or any name.

    Each hop is a fact with its quote, sources, date and confidence. The score multiplies weight,
    confidence and recency of the hops; the sign is -1 where the path constrains, 1 where it
    enables, 0 where it only gives a say. `@NAME` stands for all entities that a selector names:
    a saved query in a folder `selectors`.
    """
    from aigeo.answers.questions import analysis

    filters = filters_of(as_of, min_confidence, status, types, max_hops=max_hops)
    for file in pictures:
        _check_suffix(file)
    starts = _ends(state, source, from_selector, filters)
    ends = _ends(state, target, to_selector, filters)
    asking = Asking(what_if, known_at, receipt)
    given = {"source": starts, "target": ends, "top": top, "diversity": diversity,
             "score": score_name}  # fmt: skip
    question = analysis("paths", given, filters)
    if what_if is not None:
        emit_analysis(asking.answer(state.store, question), format, _row)
        return
    answer = asking.document(state.store, question)
    _draw(answer, (source, target), pictures)
    _print(answer, (source, target), max_hops, format)


def _ends(state: State, text: str, selector: bool, filters: Filters) -> list[str]:
    from aigeo.queries.selectors import MARK, select
    from aigeo.resolve.find import find

    if selector or text.startswith(MARK):
        return select(state.store, state.settings, text, filters.as_of)
    return [find(state.store, text)]


def _check_suffix(file: Path) -> None:
    from aigeo.influence.picture import SUFFIXES

    if file.suffix.lower() not in SUFFIXES:
        raise click.BadParameter(f"{file}: a picture is {', '.join(SUFFIXES)}")


def _draw(answer: Answer, ends: tuple[str, str], pictures: tuple[Path, ...]) -> None:
    from aigeo.influence.picture import write_picture

    if not answer.paths and pictures:
        note("no picture was drawn, for there is no path")
        return
    for file in pictures:
        write_picture(file, answer.paths, f"How {ends[0]} reaches {ends[1]}")


def _print(answer: Answer, ends: tuple[str, str], max_hops: int, form: str) -> None:
    from aigeo.influence.text import described, missed

    if not answer.paths:
        note(f"No influence path of at most {max_hops} hops leads from {ends[0]} to {ends[1]}.")
        for line in missed(answer.misses):
            note(line)
    form = "text" if form == "auto" and chosen(form) == "table" else chosen(form)
    if form == "json":
        emit_json(_document(answer))
    elif form == "text":
        for number, path in enumerate(answer.paths, 1):
            for line in described(path, number):
                say(line)
    elif answer.paths:
        emit(_rows(answer), "table")


def _document(answer: Answer) -> dict[str, Any]:
    if answer.paths:
        return {"paths": answer.paths}
    return {"paths": [], "misses": answer.misses}


def _rows(answer: Answer) -> list[dict[str, Any]]:
    return [_row(path) for path in answer.paths]


def _row(path: dict[str, Any]) -> dict[str, Any]:
    from aigeo.influence.text import EFFECTS, chain

    return {"score": path["score"], "effect": EFFECTS[path["sign"]], "path": chain(path)}
