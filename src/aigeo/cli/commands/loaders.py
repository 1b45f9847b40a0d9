"""`aigeo loaders`: which sources aigeo can read, and how to add one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from aigeo.cli.examples import examples_epilog
from aigeo.cli.groups import DefaultGroup
from aigeo.cli.output import (
    FORMAT_OPTION,
    chosen,
    emit,
    emit_json,
    format_option,
    note,
    printable,
    say,
)
from aigeo.cli.state import State, pass_state
from aigeo.errors import UsageError

if TYPE_CHECKING:
    from aigeo.load.checking import Check

SHOWN_REJECTIONS = 10
COLUMNS = ("name", "title", "files", "licence")


@click.group(
    cls=DefaultGroup,
    default="list",
    short_help="List, begin and test loaders.",
    epilog=examples_epilog(
        "aigeo loaders",
        "aigeo loaders new suppliers --table suppliers.csv",
        "aigeo loaders test epoch-ai",
    ),
)
def command() -> None:
    """List the loaders: those shipped, installed, and in the folders of AIGEO_LOADERS."""


@command.command("list", epilog=examples_epilog("aigeo loaders list --format json"))
@FORMAT_OPTION
@pass_state
def list_(state: State, format: str) -> None:
    """List the loaders with the files they read and the licence of the data."""
    from aigeo.load.registry import loaders

    rows = [
        {
            "name": loader.name,
            "title": loader.spec.title,
            "files": [f.name for f in loader.spec.files]
            or [f"*{suffix}" for suffix in loader.spec.extensions],
            "licence": loader.spec.licence,
            "publisher": loader.spec.publisher,
            "url": loader.spec.url,
            "addresses": [f.url for f in loader.spec.files if f.url],
            "updates": loader.spec.updates,
            "folder": str(loader.spec.folder),
        }
        for loader in loaders(state.settings).values()
    ]
    emit(rows, format, COLUMNS if chosen(format) == "table" else None)


@command.command(
    epilog=examples_epilog(
        "aigeo loaders new chip-exports",
        "aigeo loaders new suppliers --table suppliers.csv",
    )
)
@click.argument("name", metavar="NAME")
@click.option("--table", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              metavar="FILE", help="Propose a mapping for this table instead of code.")  # fmt: skip
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER",
              help="Where to; without --table the first folder of AIGEO_LOADERS or else loaders/, "
              "with it the current folder.")  # fmt: skip
@pass_state
def new(state: State, name: str, table: Path | None, folder: Path | None) -> None:
    """Begin a loader called NAME: a folder with code, description, sample and test that work.

    With --table it is a mapping NAME.yaml: the columns of the table and guesses at what they
    mean, to be corrected in an editor and read with `aigeo load NAME.yaml`.
    """
    from aigeo.load.checking import NEW_LOADERS
    from aigeo.load.skeleton import check_name, write_skeleton

    if table is None:
        known = state.settings.extra_loaders
        parent = folder or next(iter(known), NEW_LOADERS)
        for path in write_skeleton(name, parent):
            say(str(path))
        note(f"next: aigeo loaders test {parent / name}")
        if parent.resolve() not in [path.resolve() for path in known]:
            note(f"aigeo load finds it once AIGEO_LOADERS names {parent.resolve()}")
        return
    from aigeo.load.table.propose import propose

    check_name(name)
    path = (folder or Path()) / f"{name}.yaml"
    if path.exists():
        raise UsageError(f"{path} is there already")
    text = propose(table, name, path.parent)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    say(str(path))
    note(f"next: correct its guesses, then: aigeo load {path} --dry-run")


@command.command(
    epilog=examples_epilog("aigeo loaders test epoch-ai", "aigeo loaders test loaders/suppliers")
)
@click.argument("name", metavar="NAME")
@format_option("auto", "table", "json")
@click.pass_context
@pass_state
def test(state: State, ctx: click.Context, name: str, format: str) -> None:
    """Run a loader, by its name or folder, on its own sample and hold it to what it asserts.

    Prints what was read and emitted, what was rejected and why, and columns that nothing read.
    Nothing is written into the graph. Exit code 1 when an assertion of loader.yaml fails or the
    counts differ from those that it gives under `sample`.
    """
    from aigeo.load.checking import check_loader, find_loader

    checks = check_loader(state.settings, find_loader(state.settings, name))
    if chosen(format) == "json":
        emit_json([_plain(check) for check in checks])
    else:
        for check in checks:
            _show(check)
    if any(check.failures for check in checks):
        ctx.exit(1)


def _plain(check: Check) -> dict[str, object]:
    rejections = [
        {"file": r.file, "row": r.row, "reason": r.reason, "detail": r.detail}
        for r in check.rejections
    ]
    kept = {n: getattr(check, n) for n in check.__dataclass_fields__ if n != "rejections"}
    return {**kept, "rejections": rejections}


def _show(check: Check) -> None:
    say(f"{check.loader}: {check.read} rows read, {check.emitted} records emitted")
    for kind in ("entities", "relations"):
        counts = getattr(check, kind)
        say(f"{kind}: {', '.join(f'{name} {n}' for name, n in counts.items()) or 'none'}")
    for r in check.rejections[:SHOWN_REJECTIONS]:
        say(printable(f"rejected: {r.file} row {r.row}: {r.reason}: {r.detail}"))
    if len(check.rejections) > SHOWN_REJECTIONS:
        say(f"and {len(check.rejections) - SHOWN_REJECTIONS} more rejected; --format json has all")
    for warning in check.warnings:
        say(printable(f"warning: {warning}"))
    for failure in check.failures:
        say(printable(f"FAILED: {failure}"))
    if not check.failures:
        say("passed")
