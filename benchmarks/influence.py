"""Influence analysis on a generated graph, beside plain networkx and Neo4j's own path search.

    python benchmarks/influence.py [--entities 100000] [--relations 500000] [--engine embedded]
        [--home FOLDER]

Writes a graph with the degrees of real ones (few hubs, many leaves), or uses the one in FOLDER,
and times each question after a first, untimed call. Neo4j is measured when
AIGEO_TEST_NEO4J_URI names a server; its graph is wiped.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import uuid4

import networkx as nx

from aigeo.config import Settings
from aigeo.influence import Filters, StoredFacts, influence_graph, paths
from aigeo.influence.chokepoints import chokepoints
from aigeo.influence.ownership import blocked_by_ownership, ownership
from aigeo.influence.reach import reach
from aigeo.model.vocabulary import vocabulary
from aigeo.store import Store, open_store

DAY = "2026-01-01"
BATCH = 5000
# relation type: part of all relations, type of subject, type of object
MIX = {
    "SUPPLIES": (0.30, "Firm", "Firm"),
    "OWNS": (0.15, "Firm", "Firm"),
    "INVESTS_IN": (0.10, "Firm", "Firm"),
    "BASED_IN": (0.12, "Firm", "Country"),
    "MANUFACTURES": (0.08, "Firm", "Technology"),
    "USES": (0.08, "Firm", "Technology"),
    "INPUT_TO": (0.04, "Technology", "Technology"),
    "DEVELOPS": (0.04, "Firm", "Model"),
    "TRAINED_ON": (0.03, "Model", "Chip"),
    "PARTNERS_WITH": (0.04, "Firm", "Firm"),
    "SANCTIONS": (0.02, "Government", "Firm"),
}
PARTS = {"Firm": 0.9, "Technology": 0.05, "Model": 0.03, "Chip": 0.015, "Country": 0.0025,
         "Government": 0.0025}  # fmt: skip
SDN = "policy:sdn"


def generate(entities: int, relations: int) -> tuple[dict[str, list[str]], list[dict[str, Any]]]:
    """Make entities by type and edges as they are stored; the same numbers give the same graph."""
    chance = random.Random(1)
    ids = {
        kind: [f"{kind.lower()}:{n}" for n in range(max(3, int(part * entities)))]
        for kind, part in PARTS.items()
    }

    def pick(kind: str) -> str:
        # A power law: the first of each type are hubs.
        return ids[kind][int(len(ids[kind]) * chance.random() ** 3)]

    left: dict[str, float] = {}
    edges: list[dict[str, Any]] = []
    for kind, (part, subject, object_) in MIX.items():
        relation = vocabulary().relation(kind)
        for _ in range(int(part * relations)):
            a, b = pick(subject), chance.choice(ids[object_]) if kind == "OWNS" else pick(object_)
            if a == b:
                continue
            confidence = round(chance.uniform(0.5, 1.0), 3)
            edge: dict[str, Any] = {
                "id": f"f{len(edges)}", "confidence": confidence, "sign": relation.sign,
                "influence": relation.influence, "status": "stated",
                "weight": round(relation.weight * confidence, 6),
                "start": f"{chance.randint(2010, 2025)}-06-01", "sources": ["generated"],
                "quote": "relations.csv row 1: " + "x" * 120, "statement_count": 1,
                "source_titles": ["Generated"],
            }  # fmt: skip
            edge["valid_from"] = edge["start"]
            if kind == "OWNS":
                room = left.get(b, 100.0)
                edge["share"] = round(min(room, chance.uniform(1, 60)), 2)
                left[b] = room - edge["share"]
            if kind == "MANUFACTURES":
                edge["share_of_market"] = round(chance.uniform(1, 30), 1)
            if kind == "SANCTIONS":
                edge |= {"list": SDN, "program": "SDGT"}
            edges.append({"type": kind, "a": a, "b": b, "p": edge})
    return ids, edges


def write(store: Store, ids: dict[str, list[str]], edges: list[dict[str, Any]]) -> None:
    """Write the graph as the projection of a load would be."""
    for kind, listed in ids.items():
        labels = ":".join(vocabulary().labels(kind))
        rows = [{"id": i, "name": i.title(), "type": kind, "countries": [], "aliases": []}
                for i in listed]  # fmt: skip
        if kind == "Government":
            rows.append({"id": SDN, "name": "SDN List", "type": "Policy", "aliases": []})
        for n in range(0, len(rows), BATCH):
            store.write(
                f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row",
                {"rows": rows[n : n + BATCH]},
            )
    for kind in MIX:
        rows = [edge for edge in edges if edge["type"] == kind]
        for n in range(0, len(rows), BATCH):
            store.write(
                "UNWIND $rows AS row MATCH (a:Entity {id: row.a}) MATCH (b:Entity {id: row.b}) "
                f"CREATE (a)-[r:{kind}]->(b) SET r = row.p",
                {"rows": rows[n : n + BATCH]},
            )
    store.write("MATCH (m:Meta {id: 'aigeo'}) SET m.revision = $r", {"r": uuid4().hex})


def seconds(work: Callable[[], Any], rounds: int = 3) -> float:
    """Give the median time of some calls after one that does not count, and tell it at once."""
    work()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    print(f"{statistics.median(taken):.3f} s", file=sys.stderr, flush=True)
    return statistics.median(taken)


def measure(store: Store, plain: bool) -> dict[str, Any]:
    """Time the questions; `plain` adds networkx on the same facts."""
    facts = StoredFacts(store)
    filters = Filters(as_of=DAY, max_hops=5)
    ends = [("firm:500", "firm:70000"), ("firm:0", "model:100"), ("country:1", "firm:3000"),
            ("firm:40000", "firm:41000")]  # fmt: skip
    known = facts.entities({e for pair in ends for e in pair})
    ends = [pair for pair in ends if set(pair) <= set(known)]
    start = time.perf_counter()
    facts.snapshot()
    out: dict[str, Any] = {"snapshot_first_s": round(time.perf_counter() - start, 2)}
    StoredFacts(store).snapshot()
    start = time.perf_counter()
    StoredFacts(store).snapshot()
    out["snapshot_from_file_s"] = round(time.perf_counter() - start, 2)
    out["paths_s"] = {
        f"{a} {b}": round(seconds(lambda a=a, b=b: paths(facts, a, b, filters)), 3) for a, b in ends
    }
    four = replace(filters, max_hops=4)
    out["reach_in_s"] = round(seconds(lambda: reach(facts, "firm:500", four, "in")), 3)
    out["reach_out_s"] = round(seconds(lambda: reach(facts, "firm:0", four, "out")), 3)
    out["ownership_one_s"] = round(
        seconds(lambda: ownership(facts, "firm:60000", filters=filters)), 3
    )
    out["ownership_all_s"] = round(seconds(lambda: blocked_by_ownership(facts, filters=filters)), 3)
    out["chokepoints_s"] = {
        e: round(seconds(lambda e=e: chokepoints(facts, e, four)), 3)
        for e in ("model:100", "firm:500")
    }
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
    a, b = ends[0]
    start = time.perf_counter()
    list(islice(nx.shortest_simple_paths(graph, a, b, weight="cost"), 10))
    out["paths_yen_s"] = round(time.perf_counter() - start, 2)
    start = time.perf_counter()
    nx.pagerank(graph.reverse(copy=False), personalization={"firm:500": 1.0}, weight="weight")
    out["pagerank_s"] = round(time.perf_counter() - start, 2)
    return out


def own_search(store: Store) -> dict[str, Any]:
    """Time Neo4j's own search: all paths of up to five hops ordered by weight, then shortest."""
    parameters = {"a": "firm:500", "b": "firm:70000"}
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
        "all_paths_3_hops_s": round(seconds(lambda: store.read(every % 3, parameters), 1), 3),
        "all_paths_4_hops_s": round(seconds(lambda: store.read(every % 4, parameters), 1), 3),
        "shortest_path_s": round(seconds(lambda: store.read(shortest, parameters)), 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--entities", type=int, default=100_000)
    parser.add_argument("--relations", type=int, default=500_000)
    parser.add_argument("--engine", choices=("embedded", "neo4j", "both"), default="embedded")
    parser.add_argument("--home", type=Path)
    parser.add_argument("--no-networkx", action="store_true")
    options = parser.parse_args()
    result: dict[str, Any] = {"entities": options.entities, "relations": options.relations}
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or Path(folder)
        engines = ("embedded", "neo4j") if options.engine == "both" else (options.engine,)
        for engine in engines:
            settings = Settings(home=home, cache=home / "cache")
            if engine == "neo4j":
                settings = replace(
                    settings,
                    uri=os.environ["AIGEO_TEST_NEO4J_URI"],
                    user=os.environ.get("AIGEO_TEST_NEO4J_USER", "neo4j"),
                    password=os.environ["AIGEO_TEST_NEO4J_PASSWORD"],
                )
            with open_store(settings) as store:
                if engine == "neo4j" or not store.read(
                    "MATCH (e:Entity) RETURN e.id AS id LIMIT 1"
                ):
                    if engine == "neo4j":
                        store.write("MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS")
                    start = time.perf_counter()
                    write(store, *generate(options.entities, options.relations))
                    result[f"{engine}_written_s"] = round(time.perf_counter() - start, 1)
                result[engine] = measure(store, not options.no_networkx)
                if engine == "neo4j":
                    result["neo4j_own_search"] = own_search(store)
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
