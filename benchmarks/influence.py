"""Influence analysis on a generated graph, beside plain networkx and Neo4j's own path search.

    python benchmarks/influence.py [--entities 100000] [--relations 500000] [--engine embedded]
        [--home FOLDER] [--no-networkx]

Writes a graph with the degrees of real ones (few hubs, many leaves) in the stored form, statements
and all, or uses the one in FOLDER, which is made once; times each question after a first, untimed
call. Neo4j is the server of AIGEO_TEST_NEO4J_URI, whose graph is wiped, else one started in FOLDER.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import networkx as nx
from influence_graph import FIRST, write

from aigeo import neo4j_server
from aigeo.answers.asking import answer
from aigeo.answers.changes import changes
from aigeo.answers.overlay import overlay_of
from aigeo.answers.questions import analysis
from aigeo.config import Settings
from aigeo.influence import Filters, StoredFacts, influence_graph, paths
from aigeo.influence.chokepoints import chokepoints
from aigeo.influence.chokepoints.answer import web
from aigeo.influence.ownership import blocked_by_ownership, ownership
from aigeo.influence.reach import reach
from aigeo.store import Store, open_store
from aigeo.store.migrations import prepare
from aigeo.store.revision import revision

PATIENCE = 60
"""Seconds after which a comparison is given up."""
DAY, SINCE = "2026-11-01", "2026-09-30"
ENDS = [("firm:500", "firm:70000"), ("firm:0", "model:100"), ("country:1", "firm:3000"),
        ("firm:40000", "firm:41000")]  # fmt: skip
OVERLAY = {
    "remove": [{"subject": "firm:0", "object": "firm:1"}],
    "add": [{"type": "OWNS", "subject": "firm:9", "object": "firm:500",
             "qualifiers": {"share": 10}}],
}  # fmt: skip


def seconds(work: Callable[[], Any], rounds: int = 3) -> dict[str, float]:
    """Give the median time of some calls after one that does not count, and tell it at once.

    `s` is what passed, `cpu_s` what this process took of it, the embedded engine included: on a
    machine that others use, the first grows and the second does not.
    """
    work()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter(), time.process_time()
        work()
        taken.append((time.perf_counter() - start[0], time.process_time() - start[1]))
    found = {
        name: round(statistics.median(times), 3)
        for name, times in zip(("s", "cpu_s"), zip(*taken, strict=True), strict=True)
    }
    print(found, file=sys.stderr, flush=True)
    return found


def measure(store: Store, plain: bool) -> dict[str, Any]:
    """Time the questions; `plain` adds networkx on the same facts."""
    facts = StoredFacts(store)
    filters = Filters(as_of=DAY, max_hops=5)
    known = facts.entities({e for pair in ENDS for e in pair})
    ends = [pair for pair in ENDS if set(pair) <= set(known)]
    start = time.perf_counter(), time.process_time()
    read = "facts_from_file" if facts.at_hand() else "facts_read"
    facts.table(filters)
    passed = time.perf_counter() - start[0], time.process_time() - start[1]
    out: dict[str, Any] = {read: {"s": round(passed[0], 2), "cpu_s": round(passed[1], 2)}}
    print(out, file=sys.stderr, flush=True)
    out["paths"] = {
        f"{a} {b}": seconds(lambda a=a, b=b: paths(facts, a, b, filters)) for a, b in ends
    }
    four = replace(filters, max_hops=4)
    out["reach_in"] = seconds(lambda: reach(facts, "firm:500", four, "in"))
    out["reach_out"] = seconds(lambda: reach(facts, "firm:0", four, "out"))
    last = f"firm:{max(int(i[5:]) for i in known if i.startswith('firm:'))}"
    out["ownership_one"] = seconds(lambda: ownership(facts, last, filters=filters))
    out["ownership_all"] = seconds(lambda: blocked_by_ownership(facts, filters=filters), 1)
    out["chokepoints"] = {
        e: seconds(lambda e=e: chokepoints(facts, e, four)) for e in ("model:100", "firm:500")
    }
    asked = {"entity": "firm:500", "direction": "in", "sign": "both", "top": 10}
    question = analysis("reach", asked, four)
    overlay = overlay_of(OVERLAY, Path("overlay.yaml"))
    out["what_if_reach"] = seconds(lambda: answer(store, question, overlay=overlay), 1)
    out["known_at_reach"] = seconds(lambda: answer(store, question, known_at=SINCE), 1)
    out["changes"] = seconds(lambda: changes(store, SINCE), 1)
    out["changes_of_one"] = seconds(lambda: changes(store, SINCE, ["firm:500"]))
    if plain:
        out["networkx"] = beside(facts, filters, ends)
    return out


def beside(facts: StoredFacts, filters: Filters, ends: list[tuple[str, str]]) -> dict[str, Any]:
    """Time what plain networkx does with the same facts, once they are in its graph."""
    start = time.perf_counter()
    multi = influence_graph(facts, filters, evidence=False)
    out: dict[str, Any] = {"graph_s": round(time.perf_counter() - start, 2)}
    graph: nx.DiGraph[str] = nx.DiGraph()
    for a, b, weight in multi.edges(data="weight"):
        if not graph.has_edge(a, b) or graph.edges[a, b]["weight"] < weight:
            graph.add_edge(a, b, weight=weight, cost=1 / max(weight, 1e-9))
    del multi
    a, b = ends[min(1, len(ends) - 1)]
    out["ten_paths_of_any_length_s"] = once(
        lambda: list(islice(nx.shortest_simple_paths(graph, a, b, weight="cost"), 10))
    )
    out["all_paths_of_3_hops_s"] = once(
        lambda: sum(1 for _ in nx.all_simple_paths(graph, a, b, cutoff=3))
    )
    out["pagerank_s"] = once(
        lambda: nx.pagerank(
            graph.reverse(copy=False), personalization={"firm:500": 1.0}, weight="weight"
        )
    )
    needs = web(facts, ["model:100"], replace(filters, max_hops=2)).needs
    ways = nx.DiGraph([(p.entity, need.entity) for need in needs for p in need.providers])
    roots = [n for n in ways if not ways.in_degree(n)]
    ways.add_edges_from(("the roots", n) for n in roots)
    out["minimum_cut_s"] = once(lambda: nx.minimum_node_cut(ways, "the roots", "model:100"))
    out["minimum_cut_edges"] = ways.number_of_edges()
    return out


def once(work: Callable[[], Any]) -> float | str:
    """Give the time of one call, which is given up after PATIENCE seconds."""

    def give_up(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PATIENCE)
    start = time.perf_counter()
    try:
        work()
    except TimeoutError:
        return f"over {PATIENCE}"
    finally:
        signal.alarm(0)
    return round(time.perf_counter() - start, 3)


def own_search(store: Store) -> dict[str, Any]:
    """Time Neo4j's own search: all paths of up to five hops ordered by weight, then shortest."""
    parameters = dict(zip("ab", ENDS[1], strict=True))
    every = (
        "MATCH p = (a:Entity {id: $a})-[r*1..%d]->(b:Entity {id: $b}) "
        "RETURN [x IN relationships(p) | x.id] AS ids, "
        "reduce(s = 1.0, x IN relationships(p) | s * x.weight) AS score "
        "ORDER BY score DESC LIMIT 10"
    )
    shortest = (
        "MATCH p = shortestPath((a:Entity {id: $a})-[*1..5]->(b:Entity {id: $b})) "
        "RETURN length(p) AS n"
    )
    return {
        "all_paths_of_3_hops": seconds(lambda: store.read(every % 3, parameters), 1),
        "shortest_path": seconds(lambda: store.read(shortest, parameters)),
    }


@contextmanager
def server(home: Path) -> Iterator[tuple[str, str, str]]:
    """Give address, user and password of a Neo4j whose graph may be wiped."""
    if uri := os.environ.get("AIGEO_TEST_NEO4J_URI"):
        user = os.environ.get("AIGEO_TEST_NEO4J_USER", "neo4j")
        yield uri, user, os.environ["AIGEO_TEST_NEO4J_PASSWORD"]
        return
    limits = neo4j_server.Limits(heap="2g", page_cache="1g")
    cache = Settings.from_env().cache
    info = neo4j_server.start(home / "neo4j", cache=cache, bolt_port=0, http_port=0, limits=limits)
    try:
        yield info.uri, info.user, info.password
    finally:
        neo4j_server.stop(home / "neo4j")


def run(settings: Settings, options: argparse.Namespace) -> dict[str, Any]:
    """Measure one engine, with the graph that it has or, where that is none, a new one."""
    out: dict[str, Any] = {}
    with open_store(settings) as store:
        count = store.read("MATCH (s:Statement) WHERE s.first_seen = $d RETURN s LIMIT 1",
                           {"d": FIRST})  # fmt: skip
        if not count or not revision(store.read):
            while store.write("MATCH (n) WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS n")[
                0
            ]["n"]:
                pass
            prepare(store)
            start = time.perf_counter()
            write(store, options.entities, options.relations)
            out["written_s"] = round(time.perf_counter() - start, 1)
        out |= measure(store, not options.no_networkx)
        if store.engine == "neo4j":
            out["own_search"] = own_search(store)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--entities", type=int, default=100_000, help="at least 4000")
    parser.add_argument("--relations", type=int, default=500_000)
    parser.add_argument("--engine", choices=("embedded", "neo4j"), default="embedded")
    parser.add_argument("--home", type=Path)
    parser.add_argument("--no-networkx", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or Path(folder)
        settings = Settings(home=home, cache=home / "cache")
        if options.engine == "embedded":
            result = run(settings, options)
        else:
            with server(home) as (uri, user, password):
                result = run(replace(settings, uri=uri, user=user, password=password), options)
    sizes = {"entities": options.entities, "relations": options.relations}
    print(json.dumps({**sizes, options.engine: result}, indent=2))


if __name__ == "__main__":
    main()
