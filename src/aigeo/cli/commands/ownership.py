"""`aigeo ownership`: who owns an entity in the end, and whether a rule blocks it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aigeo.cli.asking import Asking, asking_options, emit_analysis
from aigeo.cli.examples import examples_epilog
from aigeo.cli.filters import filter_options, filters_of
from aigeo.cli.output import chosen, emit, emit_json, format_option, note, say
from aigeo.cli.state import State, pass_state

if TYPE_CHECKING:
    from aigeo.influence import Filters

RULES = ("ofac50", "bis50", "control")


@click.command(
    short_help="Add up who owns an entity and apply a rule.",
    epilog=examples_epilog(
        "aigeo ownership Kunlunxin",
        "aigeo ownership Kunlunxin --rule bis50 --as-of 2025-10-15 --format json",
        "aigeo ownership --all --rule ofac50 --format csv",
    ),
)
@click.argument("entity", required=False)
@click.option(
    "--rule",
    type=click.Choice(RULES),
    default="ofac50",
    show_default=True,
    help="OFAC's 50 percent rule, BIS's affiliates rule, or majority control.",
)
@click.option(
    "--all",
    "everyone",
    is_flag=True,
    help="Instead of one entity: all that the rule reaches by their owners.",
)
@filter_options
@click.option("--chains", "top", type=click.IntRange(0, 1000), default=50, show_default=True,
              help="How many chains, the largest share first.")  # fmt: skip
@asking_options
@format_option("auto", "json", "table", "csv", "text")
@pass_state
def command(
    state: State,
    entity: str | None,
    rule: str,
    everyone: bool,
    as_of: str | None,
    min_confidence: float,
    status: str,
    top: int,
    what_if: Path | None,
    known_at: str | None,
    receipt: Path | None,
    format: str,
) -> None:
    """Give the direct and indirect owners of ENTITY (an id or any name) with their shares.

    Shares are in percent and cover all chains, cycles included. `blocked` is what the rule says on
    the day of --as-of: true, false, or null where missing or contradictory shares leave it open.
    """
    from aigeo.answers.questions import analysis
    from aigeo.resolve.find import find

    filters = filters_of(as_of, min_confidence, status)
    if everyone == (entity is not None):
        raise click.UsageError("give an ENTITY, or --all")
    asking = Asking(what_if, known_at, receipt)
    if entity is None:
        if not asking.is_plain:
            raise click.UsageError("--what-if, --known-at and --receipt go with one ENTITY")
        _everyone(state, rule, filters, format)
        return
    found = find(state.store, entity)
    question = analysis("ownership", {"entity": found, "rule": rule, "top": top}, filters)
    if what_if is not None:
        emit_analysis(asking.answer(state.store, question), format)
        return
    answer = asking.document(state.store, question)
    for problem in answer["contradictions"]:
        note(f"contradictory: {problem['message']}")
    form = "text" if format == "auto" and chosen(format) == "table" else chosen(format)
    if form == "json":
        emit_json(answer)
    elif form == "text":
        for line in _lines(answer):
            say(line)
    else:
        emit(answer["owners"], form, title=_headline(answer))


def _everyone(state: State, rule: str, filters: Filters, format: str) -> None:
    from aigeo.influence import StoredFacts
    from aigeo.influence.ownership import blocked_by_ownership

    if rule == "control":
        raise click.UsageError("--all works with --rule ofac50 and bis50")
    found = blocked_by_ownership(StoredFacts(state.store), rule, filters)
    form = "table" if format == "text" else format
    emit([asdict(reached) for reached in found], form)


def _headline(answer: dict[str, Any]) -> str:
    verdict = {True: "blocked", False: "not blocked", None: "open"}[answer["blocked"]]
    because = f" ({answer['because']})" if answer["because"] else ""
    return f"{answer['name']}: {verdict}{because} under the {answer['rule']['title']}"


def _lines(answer: dict[str, Any]) -> Iterator[str]:
    yield f"{_headline(answer)}, {answer['as_of']}"
    rule = answer["rule"]
    if not rule["in_force"]:
        yield "The rule is not in force on that day."
    yield from answer["notes"]
    if not answer["owners"]:
        yield "No owners are known."
    for owner in answer["owners"]:
        state = {True: "blocked", None: "may be blocked"}.get(owner["blocked"], "")
        listed = "listed" if owner["listed"] else state if rule["name"] != "control" else ""
        yield f"  {owner['name']}: {_share(owner)}" + (f" ({listed})" if listed else "")
    for controller in answer["controllers"]:
        verb = "controls" if controller["controls"] else "may control"
        yield f"  {controller['name']} {verb} it"
    for chain in answer["chains"]:
        yield f"chain of {_share(chain)}"
        for hop in chain["hops"]:
            yield f"   {hop['from_name']} -[OWNS {_share(hop)}]-> {hop['to_name']}"
            yield f"      “{hop['quote']}”"
            yield f"      {'; '.join(hop['source_titles'] or hop['sources'])}"
    for listing in answer["listings"]:
        ends = f"{listing['from_name']} -[{listing['type']}]-> {listing['to_name']}"
        yield f"{ends}: {listing['list']}"
        yield f"      “{listing['quote']}”"
    yield f"Rule: {rule['text']} ({rule['citation']})"


def _share(row: dict[str, Any]) -> str:
    low, high = row.get("share_min"), row.get("share_max")
    if low is not None and high is not None and high - low > 1e-6:
        return f"{low:.4g} to {high:.4g} %"
    return "unknown share" if row["share"] is None else f"{row['share']:.4g} %"
