"""`aigeo loaders`: which sources aigeo can read."""

from __future__ import annotations

import click

from aigeo.cli.examples import examples_epilog
from aigeo.cli.groups import DefaultGroup
from aigeo.cli.output import FORMAT_OPTION, chosen, emit
from aigeo.cli.state import State, pass_state

COLUMNS = ("name", "title", "files", "licence")


@click.group(
    cls=DefaultGroup,
    default="list",
    short_help="List what aigeo can read.",
    epilog=examples_epilog("aigeo loaders"),
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
            "updates": loader.spec.updates,
            "folder": str(loader.spec.folder),
        }
        for loader in loaders(state.settings).values()
    ]
    emit(rows, format, COLUMNS if chosen(format) == "table" else None)
