"""OFAC's list of specially designated nationals, loaded whole, beside bare upserts of the same.

The list is loaded by aigeo (statements, provenance, identity, projection), loaded again unchanged
and with 3 % of its rows amended. Then the nodes and edges that the graph holds of it, without
their provenance, are written by bare MERGE statements through the driver, in batches of the same
size and the same run. Figures are seconds and their ratios.

    python benchmarks/load_ofac.py FOLDER [--engine embedded]   # with sdn.csv, add.csv, alt.csv, …

Neo4j is measured when AIGEO_TEST_NEO4J_URI names a server, whose graph is emptied before; the list
is loaded, amended, loaded again and removed beforehand, so that a warm server is measured.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from load_rate import empty, server, timed

from aigeo.config import Settings
from aigeo.load import run
from aigeo.model.batches import batches
from aigeo.store import Store, open_store

AMENDED = 0.03
"""Share of the rows that the second version says otherwise."""
PROVENANCE = {
    "sources", "source_titles", "source_count", "statement_count", "confidence", "quote", "weight",
    "published", "first_seen", "attributed_to", "contradicted_by", "influence", "sign",
}  # fmt: skip
"""Properties that nodes and edges have from statements alone."""


def amend(folder: Path) -> int:
    """Let every 33rd row of the parties end in other remarks; give how many."""
    path = folder / "sdn.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    changed = 0
    for n in range(0, len(lines), round(1 / AMENDED)):
        text = lines[n].rstrip()
        if text.endswith('"'):
            lines[n] = f'{text[:-1]} Amended."\n'
        elif text.endswith("-0-"):
            lines[n] = f'{text[:-3]}"Amended."\n'
        else:
            continue
        changed += 1
    path.write_text("".join(lines), "utf-8")
    return changed


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """Leave out what a node or an edge has from provenance."""
    return {k: v for k, v in row.items() if k not in PROVENANCE and v not in (None, [])}


def contents(store: Store) -> tuple[list[dict[str, Any]], dict[str, list[dict[str, Any]]]]:
    """Give the graph's nodes, and its edges by type, without provenance."""
    nodes = [plain(row["p"]) for row in store.read("MATCH (e:Entity) RETURN properties(e) AS p")]
    edges: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in store.read(
        "MATCH (a:Entity)-[r]->(b:Entity) "
        "RETURN a.id AS a, b.id AS b, type(r) AS kind, properties(r) AS p"
    ):
        edges[row["kind"]].append({"a": row["a"], "b": row["b"], "p": plain(row["p"])})
    return nodes, edges


def bare(
    store: Store, nodes: list[dict[str, Any]], edges: dict[str, list[dict[str, Any]]], batch: int
) -> None:
    """Upsert nodes and edges, without statements, names or evidence."""
    for rows in batches(nodes, batch):
        store.write("UNWIND $rows AS row MERGE (n:Bare {id: row.id}) SET n += row", {"rows": rows})
    for kind, several in edges.items():
        for rows in batches(several, batch):
            store.write(
                "UNWIND $rows AS row MATCH (a:Bare {id: row.a}) MATCH (b:Bare {id: row.b}) "
                f"MERGE (a)-[r:BARE_{kind}]->(b) SET r += row.p",
                {"rows": rows},
            )


def measure(settings: Settings, folder: Path) -> dict[str, object]:
    """Load with aigeo, then bare, into one graph; give seconds and ratios."""
    with open_store(settings) as store:
        (first,), ours, _ = timed(lambda: run(store, settings, [str(folder)]))
        print(f"first load {ours:.1f} s", file=sys.stderr, flush=True)
        nodes, edges = contents(store)
        _, unchanged, _ = timed(lambda: run(store, settings, [str(folder)]))
        amended = amend(folder)
        (second,), changed, _ = timed(lambda: run(store, settings, [str(folder)]))
        store.write("CREATE CONSTRAINT IF NOT EXISTS FOR (n:Bare) REQUIRE n.id IS UNIQUE")
        started = time.perf_counter()
        bare(store, nodes, edges, settings.batch)
        plainly = time.perf_counter() - started
    return {
        "rows": first.read,
        "statements": first.added,
        "nodes": len(nodes),
        "edges": sum(map(len, edges.values())),
        "aigeo_s": round(ours, 1),
        "statements_per_s": round(first.added / ours),
        "bare_s": round(plainly, 1),
        "rate_against_bare": round(plainly / ours, 2),
        "reload_unchanged_s": round(unchanged, 2),
        "rows_amended": amended,
        "statements_changed": second.added + second.changed + second.withdrawn,
        "reload_changed_s": round(changed, 1),
        "reload_against_first": round(changed / ours, 2),
    }


def main() -> None:
    """Measure each engine in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--engine", choices=["embedded", "neo4j"])
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if not args.child:
        engines = [args.engine] if args.engine else ["embedded"]
        if not args.engine and os.environ.get("AIGEO_TEST_NEO4J_URI"):
            engines.append("neo4j")
        for engine in engines:
            given = [str(args.folder), "--engine", engine, "--child"]
            subprocess.run([sys.executable, __file__, *given], check=True)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "ofac"
        shutil.copytree(args.folder, folder)
        settings = Settings(home=Path(name) / "home", cache=Path(name))
        if args.engine == "neo4j":
            settings = server(settings)
            with open_store(settings) as store:
                empty(store)
                first = folder.with_name("warm") / folder.name
                shutil.copytree(folder, first)
                for _ in range(2):
                    run(store, settings, [str(first)])
                    amend(first)
                bare(store, *contents(store), settings.batch)
                empty(store)
        print(json.dumps({"engine": args.engine, **measure(settings, folder)}), flush=True)


if __name__ == "__main__":
    main()
