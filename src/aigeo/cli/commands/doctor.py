"""`aigeo doctor`: is everything there that aigeo needs?"""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aigeo import __version__
from aigeo.cli.examples import examples_epilog
from aigeo.cli.output import emit, format_option
from aigeo.cli.redaction import redact
from aigeo.cli.state import State, pass_state
from aigeo.errors import AigeoError, ConfigError

if TYPE_CHECKING:
    from aigeo.store import Store

OLDEST_PYTHON = (3, 11)
LEAST_FREE_BYTES = 500_000_000
_PROBE = "Huawei, based in China, was sanctioned by the United States in May 2019."


@click.command(
    short_help="Check that everything aigeo needs is there.",
    epilog=examples_epilog("aigeo doctor", "aigeo doctor --format json"),
)
@format_option("auto", "table", "json")
@click.pass_context
@pass_state
def command(state: State, ctx: click.Context, format: str) -> None:
    """Check the installation, the settings, the data folder and the graph engine.

    Each line says what was found and, where it is wrong, what to do. Exit code 1 when something
    is wrong.
    """
    rows = list(_results(state))
    emit(rows, format, ("check", "ok", "found", "advice"))
    if not all(row["ok"] for row in rows):
        ctx.exit(1)


def _results(state: State) -> Iterator[dict[str, Any]]:
    for name, check in _CHECKS.items():
        try:
            found, ok, advice = check(state), True, None
        except AigeoError as error:
            found, ok, advice = redact(str(error)), False, error.hint
        yield {"check": name, "ok": ok, "found": found, "advice": advice}


def _python(_: State) -> str:
    if sys.version_info < OLDEST_PYTHON:
        raise ConfigError(
            f"Python {platform.python_version()} is too old", hint="install Python 3.11 or newer"
        )
    return f"aigeo {__version__}, Python {platform.python_version()}, {platform.platform()}"


def _settings(state: State) -> str:
    settings = state.settings
    place = f"Neo4j at {settings.uri}" if settings.uri else "embedded engine"
    return redact(f"{place}; AIGEO_HOME {settings.home}")


def _folder(state: State) -> str:
    home = state.settings.home
    existing = next(p for p in (home, *home.parents) if p.exists())
    if not existing.is_dir() or not os.access(existing, os.W_OK | os.X_OK):
        raise ConfigError(
            f"{existing} cannot be written", hint="set AIGEO_HOME to a folder that you can write"
        )
    return f"{home} {'can be written' if existing == home else 'will be made'}"


def _disk(state: State) -> str:
    home = state.settings.home
    existing = next(p for p in (home, *home.parents) if p.exists())
    free = shutil.disk_usage(existing).free
    if free < LEAST_FREE_BYTES:
        raise ConfigError(
            f"only {free / 1e6:,.0f} MB are free at {existing}",
            hint="make room, or set AIGEO_HOME to a folder on another disk",
        )
    return f"{free / 1e9:,.0f} GB free"


def _vocabulary(_: State) -> str:
    from aigeo.model.vocabulary import vocabulary

    words = vocabulary()
    return (
        f"version {words.version}: {len(words.entity_types)} entity types, "
        f"{len(words.relation_types)} relation types"
    )


def _loaders(state: State) -> str:
    from aigeo.load.registry import loaders

    return ", ".join(loaders(state.settings))


def _queries(state: State) -> str:
    from aigeo.queries import catalogue

    return f"{len(catalogue(state.settings))} questions"


def _extractor(_: State) -> str:
    from aigeo.articles import Document, LocalExtractor

    extractor = LocalExtractor()
    found = extractor.extract(Document(id="probe", text=_PROBE))
    if not found.relations:
        raise ConfigError(
            "the local extractor finds nothing in a plain sentence", hint="reinstall aigeo"
        )
    return f"{extractor.name} {extractor.version}"


def _engine(state: State) -> str:
    store = state.store
    return f"{store.engine} answers; stored form {_stored_version(store)}"


def _stored_version(store: Store) -> int | None:
    from aigeo.store.migrations import stored_version

    return stored_version(store)


def _writing(state: State) -> str:
    state.store.write("MERGE (m:Meta {id: 'doctor'}) SET m.at = 'now'")
    state.store.write("MATCH (m:Meta {id: 'doctor'}) DELETE m")
    return "the graph can be written"


def _locked(state: State) -> str:
    marker = Path(state.settings.home) / "engine.json"
    if state.settings.uri or not marker.exists():
        return "no other process is needed"
    private = marker.stat().st_mode & 0o077 == 0
    if not private and os.name == "posix":
        raise ConfigError(
            f"{marker} holds a password and can be read by others", hint=f"chmod 600 {marker}"
        )
    return "the address file is private"


_CHECKS: dict[str, Callable[[State], str]] = {
    "installation": _python,
    "settings": _settings,
    "data folder": _folder,
    "disk space": _disk,
    "vocabulary": _vocabulary,
    "loaders": _loaders,
    "saved queries": _queries,
    "extractor": _extractor,
    "graph engine": _engine,
    "writing": _writing,
    "address file": _locked,
}
