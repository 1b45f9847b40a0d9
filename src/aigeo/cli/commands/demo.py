"""`aigeo demo`: from an article and data tables to answered questions, in one command."""

from __future__ import annotations

import os
import shlex
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aigeo.cli.examples import examples_epilog
from aigeo.cli.output import printable, say
from aigeo.cli.progress import bar
from aigeo.cli.state import State, pass_state
from aigeo.errors import LoaderError

if TYPE_CHECKING:
    from aigeo.store import Store

SAMPLES = ("article/sample", "epoch-ai/sample")
PATHS = (("U.S. government", "Baidu", 4), ("ASML", "Anthropic", 5))
QUERY = "denials"


@click.command(
    short_help="See it work: load samples, ask, get evidence.",
    epilog=examples_epilog("aigeo demo", "aigeo demo --keep", "AIGEO_HOME=./demo aigeo demo"),
)
@click.option("--keep", is_flag=True, help="Load into the graph that other commands use.")
@pass_state
def command(state: State, keep: bool) -> None:
    """Load a sample article and sample tables, then ask who holds what over whom.

    Needs no server, key or network. The graph is a temporary one unless AIGEO_HOME or AIGEO_URI is
    set or --keep is given; a graph that is there already is added to, never emptied.
    """
    with _settings(state, keep) as kept:
        reports = _load(state)
        store = state.store
        for source, added in reports:
            say(f"  {source}: {f'{added} statements' if added else 'was loaded before'}")
        _counts(store)
        _question(store, state)
        for source, target, hops in PATHS:
            _paths(store, source, target, hops)
        _next(kept)


@contextmanager
def _settings(state: State, keep: bool) -> Iterator[bool]:
    """Choose the graph; give whether it outlives the demo."""
    if state.settings.uri:
        say("The demo's sources are added to the graph that AIGEO_URI names; nothing is removed.")
        yield True
    elif keep or os.environ.get("AIGEO_HOME"):
        say(f"The demo's sources are added to the graph in {state.settings.home}.")
        yield True
    else:
        say("The demo uses a temporary graph.")
        with tempfile.TemporaryDirectory(prefix="aigeo-demo-") as folder:
            state.settings = replace(state.settings, home=Path(folder))
            try:
                yield False
            finally:
                state.close()


def _load(state: State) -> list[tuple[str, int]]:
    from aigeo.load import run
    from aigeo.resources import loaders_dir

    say("\nReading an article and tables of Epoch AI (epoch.ai/data, CC BY 4.0) …")
    reports = []
    for sample in SAMPLES:
        folder = loaders_dir() / sample
        if not folder.is_dir():
            raise LoaderError(f"the sample {folder} is missing", hint="reinstall aigeo")
        with bar() as progress:
            found = run(state.store_as_left, state.settings, [str(folder)], progress=progress)
        reports += [(report.source, report.added + report.changed) for report in found]
    return reports


def _counts(store: Store) -> None:
    from aigeo.lookup import counted

    counts = counted(store)
    say(
        f"\nThe graph holds {counts['entities'].get('Entity', 0)} entities and "
        f"{sum(counts['relations'].values())} relations, from {counts['statements']} statements "
        f"of {counts['sources']} sources."
    )


def _question(store: Store, state: State) -> None:
    from aigeo.queries import named, run

    query = named(state.settings, QUERY)
    _ask(query.question, f"aigeo query {QUERY}")
    for row in run(store, query, {}):
        item = f" ({row['what_name']})" if row["what_name"] else ""
        say(f"  {row['who_name']} -[{row['relation']}]-> {row['whom_name']}{item}")
        say(f"    “{row['quote']}”")
        say(f"    {printable(row['sources'])}, {row['date']}")


def _paths(store: Store, source: str, target: str, hops: int) -> None:
    from aigeo.influence import Filters, StoredFacts, paths
    from aigeo.influence.text import described, missed
    from aigeo.resolve.find import find

    line = shlex.join(("aigeo", "paths", source, target, "--max-hops", str(hops), "--top", "1"))
    _ask(f"Along which facts does leverage run from {source} to {target}?", line)
    filters = Filters(as_of=date.today().isoformat(), max_hops=hops)
    answer = paths(StoredFacts(store), find(store, source), find(store, target), filters, 1)
    for number, path in enumerate(answer.paths, 1):
        for line in described(path, number):
            say(line)
    if not answer.paths:
        for line in missed(answer.misses):
            say(line)


def _ask(question: str, line: str) -> None:
    say(f"\n{question}")
    say(f"$ {line}\n")


def _next(kept: bool) -> None:
    say("\nWhat to type next:")
    if not kept:
        say("  aigeo demo --keep                     load the samples into a graph that stays")
    say("  aigeo query                           list the questions that are ready to ask")
    say("  aigeo show Anthropic                  all that the graph knows about one entity")
    say("  aigeo load FILE                       add an article of your own")
    say("  aigeo export graphml -o graph.graphml take the graph to another program")
