"""`aigeo watch`: entities about which loads raise alerts."""

from __future__ import annotations

from dataclasses import asdict

import click

from aigeo.cli.examples import examples_epilog
from aigeo.cli.groups import DefaultGroup
from aigeo.cli.output import FORMAT_OPTION, chosen, emit, note, say
from aigeo.cli.state import State, pass_state


@click.group(
    cls=DefaultGroup,
    default="list",
    short_help="Watch entities: loads write alerts about them.",
    epilog=examples_epilog("aigeo watch add Huawei", "aigeo watch", "aigeo watch remove Huawei"),
)
def command() -> None:
    """Watch entities; without a subcommand, list them.

    After each load, what it changed about them is added to alerts.jsonl and to the feed
    alerts.atom in AIGEO_HOME.
    """


@command.command(epilog=examples_epilog("aigeo watch add Huawei 'U.S. government'"))
@click.argument("entities", metavar="ENTITY…", nargs=-1, required=True)
@pass_state
def add(state: State, entities: tuple[str, ...]) -> None:
    """Watch each ENTITY, by id or any name."""
    from aigeo.answers.watching import Watchlist

    watchlist = Watchlist(state.settings)
    for entity in entities:
        watched = watchlist.add(state.store, entity)
        say(f"watching {watched.name} ({watched.id})")


@command.command(epilog=examples_epilog("aigeo watch remove Huawei"))
@click.argument("entities", metavar="ENTITY…", nargs=-1, required=True)
@pass_state
def remove(state: State, entities: tuple[str, ...]) -> None:
    """Watch each ENTITY, by the id or name that `aigeo watch` shows, no more."""
    from aigeo.answers.watching import Watchlist

    watchlist = Watchlist(state.settings)
    for entity in entities:
        watched = watchlist.remove(entity)
        say(f"no longer watching {watched.name} ({watched.id})")


@command.command("list", epilog=examples_epilog("aigeo watch list --format json"))
@FORMAT_OPTION
@pass_state
def list_(state: State, format: str) -> None:
    """List the watched entities, and say where the alerts are."""
    from aigeo.answers.watching import Watchlist, alerts_files

    emit((asdict(w) for w in Watchlist(state.settings).all()), format, ("id", "name", "since"))
    if chosen(format) == "table":
        for path in alerts_files(state.settings):
            note(f"{'alerts' if path.exists() else 'no alerts yet'}: {path}")
