"""Who is who follows from what the sources say, not from how the graph came to be."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from aigeo.load import judging, recover, remove_source, run
from aigeo.store import Store, open_store
from tests.conftest import emptied, environment
from tests.load.sources import add_loader, with_loaders, write_csv
from tests.load.test_crash import LOAD
from tests.load.test_joining import CODE as FIRMS
from tests.load.test_joining import HEADER as FIRM
from tests.load.test_joining import ROWS, firms
from tests.load.test_joining import YAML as OF_FIRMS

NAMES = (
    "Alpha Dynamics", "Beta Robotics", "Corvane Systems", "Alpha Dynamics Group", "ADX",
    "Delta Works", "Delta Works International",
)  # fmt: skip
CODE = """
def load(context):
    for row in context.rows("{name}.csv"):
        context.entity(
            row["type"], row["name"], evidence=row, id=row["id"] or None,
            aliases=[a for a in row["aliases"].split("|") if a],
            countries=row["countries"].split(), external_ids={{"wd": row["wd"]}},
        )
"""
YAML = "name: {name}\ntitle: Source {name}\nlicence: CC0\nfiles:\n  - name: {name}.csv\n"
HEADER = ("id", "type", "name", "aliases", "countries", "wd")
SOURCES = ("a", "b", "c", "d")
Row = tuple[str, ...]
ROW = st.tuples(
    st.sampled_from(("Firm", "Firm", "Organization", "ResearchOrganization")),
    st.sampled_from(NAMES),
    st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map("|".join),
    st.sampled_from(("", "", "us", "cn", "us cn")),
    st.sampled_from(("", "", "", "Q1", "Q2")),
)
ROWS_OF_ONE = st.lists(ROW, min_size=1, max_size=3)


class Graph:
    """Made sources on one store."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.folder = folder
        for name in SOURCES:
            # One list enters a party once.
            yaml = YAML.format(name=name) + ("    distinct: true\n" if name == "b" else "")
            add_loader(folder / "loaders", yaml, CODE.format(name=name), name)
        self.settings = with_loaders(store, folder / "loaders")

    def load(self, name: str, rows: list[Row]) -> None:
        # Every other row has an id of the source, the rest are known by their names. Of two firms
        # of one name in two countries the one loaded first has the name's own id (decision 0118).
        lines = [
            (f"{name}:{n}", *row) if n % 2 else ("", *row[:3], row[3].replace("cn", "us"), row[4])
            for n, row in enumerate(rows)
        ]
        path = write_csv(self.folder / f"{name}.csv", lines, HEADER)
        (report,) = run(self.store, self.settings, [path], loader=name, force="test")
        assert not report.rejected, report.rejected

    def groups(self) -> set[frozenset[str]]:
        """Give the sets of rows that are one thing."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in self.store.read(
            "MATCH (s:Statement {kind: 'entity'}) WHERE s.last_seen IS NULL "
            "RETURN s.source AS source, s.row AS row, s.fact AS fact"
        ):
            found[row["fact"]].add(f"{row['source']} {row['row']}")
        return {frozenset(ids) for ids in found.values()}


def fresh(graph: Graph, versions: dict[str, list[Row]]) -> set[frozenset[str]]:
    """Give the sets after loading each source once, in the order of their names."""
    emptied(graph.store)
    for name in sorted(versions):
        graph.load(name, versions[name])
    return graph.groups()


@given(
    versions=st.dictionaries(st.sampled_from(SOURCES), ROWS_OF_ONE, min_size=2),
    earlier=st.dictionaries(st.sampled_from(SOURCES), ROWS_OF_ONE),
    seed=st.integers(0, 1 << 16),
)
@settings(
    max_examples=20, deadline=None, derandomize=True, phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
def test_any_history_ends_alike(
    store: Store,
    tmp_path: Path,
    versions: dict[str, list[Row]],
    earlier: dict[str, list[Row]],
    seed: int,
) -> None:
    graph = Graph(store, tmp_path)
    expected = fresh(graph, versions)
    emptied(store)
    chance = random.Random(seed)
    # An id that a source gives to another thing later keeps the identifiers that it had.
    steps = [("load", name, [(*r[:4], "") for r in rows]) for name, rows in earlier.items()]
    steps += [
        ("remove", name, []) for name in earlier if name not in versions or chance.random() < 0.5
    ]
    chance.shuffle(steps)
    last = [("load", name, rows) for name, rows in versions.items()]
    chance.shuffle(last)
    loaded: set[str] = set()
    for action, name, rows in (*steps, *last):
        if action == "load":
            graph.load(name, rows)
            loaded.add(name)
        elif name in loaded:
            remove_source(store, name)
            loaded.discard(name)
    for name in loaded - versions.keys():
        remove_source(store, name)
    assert graph.groups() == expected, (steps, last)


@pytest.mark.parametrize("case", ROWS)
def test_a_load_killed_before_it_is_settled_is_settled_by_the_next_command(
    store: Store, tmp_path: Path, case: str
) -> None:
    folder = tmp_path / "loaders"
    for name in "abc":
        add_loader(folder, OF_FIRMS.format(name=name), FIRMS.format(name=name), name)
    own = (
        store.settings if store.engine == "neo4j" else replace(store.settings, home=tmp_path / "h")
    )
    settings = replace(own, extra_loaders=(folder,))
    paths = {n: write_csv(tmp_path / f"{n}.csv", [ROWS[case][n]], FIRM) for n in "abc"}
    with open_store(settings) as opened:
        for name in "ab":
            run(opened, settings, [paths[name]], loader=name)
    child = subprocess.run(
        [sys.executable, "-c", LOAD, paths["c"]],
        env={
            **os.environ, **environment(settings), "AIGEO_LOADERS": str(folder),
            "STOP_STEP": "settling", "STOP_AT": "0",
        },
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert (child.returncode, child.stdout) == (-signal.SIGKILL, "reached\n"), child.stderr
    with open_store(settings) as opened:
        assert frozenset("abc") not in firms(opened)
        assert recover(opened) == []
        assert firms(opened) == {frozenset("abc")}
        assert len(judging.log(opened)) == 1
        (report,) = run(opened, settings, [paths["c"]], loader="c")
        assert (report.added, report.withdrawn) == (0, 0)
        assert recover(opened) == []
        assert firms(opened) == {frozenset("abc")}
        assert len(judging.log(opened)) == 1
