"""`aigeo resolve`: which ids are one thing, decided by people."""

from __future__ import annotations

import getpass
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aigeo.cli.examples import examples_epilog
from aigeo.cli.output import FORMAT_OPTION, emit, note, say
from aigeo.cli.state import State, pass_state
from aigeo.errors import JudgementConflict, NotFoundError

if TYPE_CHECKING:
    from aigeo.load.judging import Change

_BY = click.option("--by", help="Who decides; else the name of the account.")
_REASON = click.option("--reason", default="", help="Why.")


@click.group(
    short_help="Decide which ids are one thing.",
    epilog=examples_epilog(
        "aigeo resolve merge Huawei 'Huawei Technologies' --reason 'same firm'",
        "aigeo resolve log",
        "aigeo resolve undo",
    ),
)
def command() -> None:
    """Decide which ids are one thing; every decision can be undone."""


@command.command(epilog=examples_epilog("aigeo resolve merge Huawei 'Huawei Technologies'"))
@click.argument("kept")
@click.argument("other")
@_BY
@_REASON
@pass_state
def merge(state: State, kept: str, other: str, by: str | None, reason: str) -> None:
    """Judge two entities to be one, by id or name; the id of KEPT stays."""
    from aigeo.load import judging

    change = judging.merge(state.store, kept, other, by=by or getpass.getuser(), reason=reason)
    say(f"{change.left} is now {change.right} (aigeo resolve undo {change.id})")


@command.command(epilog=examples_epilog("aigeo resolve split firm:huawei-cloud Huawei"))
@click.argument("a")
@click.argument("b")
@_BY
@_REASON
@pass_state
def split(state: State, a: str, b: str, by: str | None, reason: str) -> None:
    """Judge two ids to be different things, and part them where loading had linked them.

    `aigeo show` lists the ids that sources use for an entity as its other ids.
    """
    from aigeo.load import judging

    change = judging.split(state.store, a, b, by=by or getpass.getuser(), reason=reason)
    what = "are two entities now" if change.ended else "will not be linked"
    say(f"{change.left} and {change.right} {what} (aigeo resolve undo {change.id})")


@command.command(epilog=examples_epilog("aigeo resolve undo"))
@click.argument("change", required=False)
@_BY
@pass_state
def undo(state: State, change: str | None, by: str | None) -> None:
    """Take a decision back, by its id in the log; without an id the last one."""
    from aigeo.load import judging

    done = judging.undo(state.store, change, by=by or getpass.getuser())
    say(f"undone: {done.action} of {done.left} and {done.right}")


@command.command(
    epilog=examples_epilog("aigeo resolve log --format csv", "aigeo resolve log --links")
)
@click.option("--links", is_flag=True, help="What loading and batches linked, and by what.")
@FORMAT_OPTION
@pass_state
def log(state: State, links: bool, format: str) -> None:
    """List what people decided, oldest first."""
    from aigeo.load import judging
    from aigeo.resolve.judgements import of_machines

    if links:
        emit((asdict(link) for link in of_machines(state.store)), format)
        return
    emit((_line(change) for change in judging.log(state.store)), format)


def _line(change: Change) -> dict[str, Any]:
    return {
        "id": change.id, "action": change.action, "left": change.left, "right": change.right,
        "judgements": len(change.added), "by": change.by, "at": change.at,
        "reason": change.reason, "undone": change.undone_by,
    }  # fmt: skip


@command.command("export", epilog=examples_epilog("aigeo resolve export judgements.csv"))
@click.argument(
    "file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path), required=False
)
@click.option("--form", type=click.Choice(("csv", "jsonl")), help="Else by the file's name.")
@pass_state
def export(state: State, file: Path | None, form: str | None) -> None:
    """Write the judgements that people made, to FILE or to standard output."""
    from aigeo.resolve.exchange import write_judgements
    from aigeo.resolve.judgements import everyone_elses

    judgements = everyone_elses(state.store)
    if file is None or str(file) == "-":
        write_judgements(judgements, sys.stdout, form or "csv")
        return
    kind = form or ("jsonl" if file.suffix.lower() in (".jsonl", ".json") else "csv")
    with file.open("w", encoding="utf-8", newline="") as out:
        count = write_judgements(judgements, out, kind)
    note(f"{count} judgements written to {file}")


@command.command("import", epilog=examples_epilog("aigeo resolve import ann.csv bob.jsonl"))
@click.argument("files", nargs=-1, required=True,
                type=click.Path(exists=True, dir_okay=False, path_type=Path))  # fmt: skip
@click.option("--skip-unknown", is_flag=True, help="Leave out judgements on ids not loaded here.")
@_REASON
@pass_state
def import_(state: State, files: tuple[Path, ...], skip_unknown: bool, reason: str) -> None:
    """Take judgements in from files of one or more people, all of them or none.

    Contradictions, between the files and with what is stored, are listed one by one.
    """
    from aigeo.load import judging
    from aigeo.resolve.exchange import read_judgements

    judgements = read_judgements(files, note)
    if skip_unknown:
        known = judging.known_ids(state.store, judgements)
        kept = [j for j in judgements if {j.left, j.right} <= known]
        note(f"{len(judgements) - len(kept)} judgements on unknown ids left out")
        judgements = kept
    if not judgements:
        raise NotFoundError("the files hold no judgement on what is loaded here")
    try:
        change = judging.judge(state.store, judgements, action="import", reason=reason)
    except JudgementConflict as error:
        for conflict in error.conflicts:
            note(conflict)
        raise
    old = len(judgements) - len(change.added)
    say(f"{len(change.added)} judgements taken in, {old} known before")


@command.command(epilog=examples_epilog("aigeo resolve pairs --limit 20"))
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True,
              help="How many, those that touch most influence paths first.")  # fmt: skip
@FORMAT_OPTION
@pass_state
def pairs(state: State, limit: int, format: str) -> None:
    """List candidate pairs: entities that may be one and that nobody judged.

    `paths` is the number of influence paths of up to three hops that exist only if they are one.
    """
    from dataclasses import asdict

    from aigeo.resolve.review import open_pairs

    emit((asdict(pair) for pair in open_pairs(state.store, limit)), format)


@command.command(
    epilog=examples_epilog(
        "aigeo resolve batch Firm", "aigeo resolve batch Person --merge-above 0.999"
    )
)
@click.argument("type")
@click.option("--threshold", type=click.FloatRange(0, 1), default=0.5, show_default=True,
              help="Probability from which a pair is kept for review.")  # fmt: skip
@click.option("--merge-above", type=click.FloatRange(0.5, 1), metavar="P",
              help="Merge pairs from this probability on; else nothing is merged.")  # fmt: skip
@click.option("--limit", type=click.IntRange(1), default=10_000, show_default=True,
              help="Most pairs, the likeliest first.")  # fmt: skip
@FORMAT_OPTION
@pass_state
def batch(
    state: State, type: str, threshold: float, merge_above: float | None, limit: int, format: str
) -> None:
    """Compare all entities of TYPE by Splink, without labels, and keep likely pairs for review.

    Needs pip install 'aigeo[splink]'. A second run replaces the pairs of the first.
    """
    from dataclasses import asdict

    from aigeo.load.batch import resolve_batch

    done = resolve_batch(
        state.store, type, threshold=threshold, limit=limit, merge_above=merge_above
    )
    emit((asdict(pair) for pair in done.pairs), format)
    merged = sum(pair.merged for pair in done.pairs)
    note(f"{done.compared} compared, {len(done.pairs) - merged} pairs kept for review")
    if done.change:
        note(f"{merged} merged (aigeo resolve undo {done.change})")


@command.command(epilog=examples_epilog("aigeo resolve review"))
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True,
              help="How many pairs, those that touch most influence paths first.")  # fmt: skip
@_BY
@pass_state
def review(state: State, limit: int, by: str | None) -> None:
    """Judge candidate pairs at the terminal, with single keys."""
    from aigeo.cli.reviewing import review as ask

    ask(state.store, by or getpass.getuser(), limit)
