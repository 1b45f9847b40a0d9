"""Load rate and peak memory beside bare batched upserts of the same rows.

For each engine, in one run: a generated source of N firms and M supply relations is loaded by
aigeo (statements, provenance, projection), loaded again unchanged, with 3 % of its rows changed and
with all rows at other places, and the same nodes and edges are written by bare MERGE statements
through the driver, in batches of the same size. Figures are ratios of the two, in seconds and in
seconds of this process's CPU, which has the embedded engine in it but no Neo4j server.

    python benchmarks/load_rate.py [--entities 20000] [--relations 100000] [--engine embedded]
    python benchmarks/load_rate.py --not-moved             # without the reload of moved rows
    python benchmarks/load_rate.py --flat 100000 1000000   # peak memory at several sizes
    python benchmarks/load_rate.py --keep FOLDER           # write the tables for load_peers.py

Neo4j is measured when AIGEO_TEST_NEO4J_URI names a server, whose graph is emptied before. Rates are
measured on a warm one: tables of a fifth are loaded, loaded again, written bare and removed before.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parent))

from made_names import made

from aigeo.config import Settings
from aigeo.load import RunReport, run
from aigeo.store import Store, open_store

T = TypeVar("T")
YAML = """
name: generated
title: Generated supply relations
files:
  - {name: firms.csv, required: [Firm, Country]}
  - {name: supplies.csv, required: [Supplier, Customer, Item]}
"""
CODE = """
def load(context):
    firms = {}
    for row in context.rows("firms.csv"):
        firms[row["Firm"]] = context.entity(
            "Firm", row["Firm"], evidence=row, founded=row["Founded"]
        )
    for row in context.rows("supplies.csv"):
        supplier = context.entity("Firm", row["Supplier"], evidence=row.cite("Supplier"))
        customer = context.entity("Firm", row["Customer"], evidence=row.cite("Customer"))
        context.relation(
            "SUPPLIES", supplier, customer, start=row["Since"],
            evidence=row.cite("Supplier", "Customer", "Note"),
        )
"""


CHANGED = 0.03
"""Share of the rows of relations that the second version says otherwise."""


def firm_names(count: int) -> list[str]:
    """Different names of firms as lists have them; the same number gives the same names."""
    found: dict[str, None] = {}
    for one in made(10 * count + 1000):
        if one.type == "Firm":
            found.setdefault(one.name)
            if len(found) == count:
                break
    return list(found)


def generate(folder: Path, entities: int, relations: int, changed: float = 0.0) -> None:
    """Write the two tables, a share of the relations changed; the same numbers give the same."""
    chance = random.Random(1)
    names = firm_names(entities)
    with (folder / "firms.csv").open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["Firm", "Country", "Founded"])
        for n, name in enumerate(names):
            writer.writerow([name, "China", 1950 + n % 70])
    with (folder / "supplies.csv").open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["Supplier", "Customer", "Item", "Since", "Note"])
        seen = set()
        while len(seen) < relations:
            pair = chance.randrange(entities), chance.randrange(entities)
            if pair[0] != pair[1] and pair not in seen:
                seen.add(pair)
                a, b = (names[n] for n in pair)
                note = f"{a} ships to {b}. " * 3
                if len(seen) % 1000 < changed * 1000:
                    note = f"{a} no longer only ships to {b}."
                writer.writerow([a, b, "wafers", 2000 + len(seen) % 25, note])


def bare(store: Store, folder: Path, batch: int) -> float:
    """Write the same nodes and edges without provenance; give the seconds."""
    store.write("CREATE CONSTRAINT IF NOT EXISTS FOR (n:Bare) REQUIRE n.id IS UNIQUE")
    started = time.perf_counter()
    with (folder / "firms.csv").open() as rows:
        for chunk in chunks(csv.DictReader(rows), batch):
            store.write(
                "UNWIND $rows AS row MERGE (n:Bare {id: row.Firm}) SET n += row", {"rows": chunk}
            )
    with (folder / "supplies.csv").open() as rows:
        for chunk in chunks(csv.DictReader(rows), batch):
            store.write(
                "UNWIND $rows AS row MATCH (a:Bare {id: row.Supplier}) "
                "MATCH (b:Bare {id: row.Customer}) MERGE (a)-[r:BARE]->(b) SET r += row",
                {"rows": chunk},
            )
    return time.perf_counter() - started


def chunks(rows: csv.DictReader[str], size: int) -> list[dict[str, str]]:  # type: ignore[misc]
    """Cut rows into lists."""
    while chunk := list(islice(rows, size)):
        yield chunk


def server(settings: Settings) -> Settings:
    """Give the settings for the Neo4j server that the environment names."""
    return replace(
        settings,
        uri=os.environ["AIGEO_TEST_NEO4J_URI"],
        user=os.environ.get("AIGEO_TEST_NEO4J_USER", "neo4j"),
        password=os.environ.get("AIGEO_TEST_NEO4J_PASSWORD"),
    )


def empty(store: Store) -> None:
    """Remove everything from the graph."""
    rows = [{"n": 1}]
    while rows[0]["n"]:
        rows = store.write(
            "MATCH (n) WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS n",
        )


def warm(settings: Settings, folder: Path) -> None:
    """Have a server compile all ways of writing, so that none pays for coming first."""
    sizes = 1_000, 5_000
    data = folder / "warm"
    data.mkdir()
    for _ in range(2):
        with open_store(settings) as store:
            for changed in (0.0, CHANGED):
                generate(data, *sizes, changed=changed)
                run(store, settings, [str(data)])
            bare(store, data, settings.batch)
            empty(store)


def peak_mib() -> int:
    """Give the most memory that this process has held; the embedded engine is part of it."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def measure_memory(settings: Settings, folder: Path, dry_run: bool) -> dict[str, float]:
    """Load once; give the peak before and after."""
    with open_store(settings) as store:
        before = peak_mib()
        started = time.perf_counter()
        (report,) = run(store, settings, [str(folder)], dry_run=dry_run)
        seconds = time.perf_counter() - started
    return {
        "dry_run": dry_run,
        "statements": report.added,
        "statements_per_s": round(report.added / seconds),
        "before_mib": before,
        "peak_mib": peak_mib(),
    }


def move(folder: Path) -> None:
    """Let each row stand at another place: the first one becomes the last."""
    for path in folder.glob("*.csv"):
        header, first, *rest = path.read_text().splitlines(keepends=True)
        path.write_text("".join([header, *rest, first]))


def timed(work: Callable[[], T]) -> tuple[T, float, float]:
    """Give what work gives, its seconds, and the seconds of this process's CPU.

    The embedded engine is part of the process, a Neo4j server is not.
    """
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    return result, time.perf_counter() - wall, time.process_time() - cpu


def measure(
    settings: Settings, folder: Path, sizes: tuple[int, int], with_moved: bool
) -> dict[str, float]:
    """Load with aigeo, then bare, into one empty graph; give seconds and ratios."""
    with open_store(settings) as store:

        def load() -> tuple[RunReport, float, float]:
            (report,), wall, cpu = timed(lambda: run(store, settings, [str(folder)]))
            return report, wall, cpu

        report, ours, ours_cpu = load()
        again, unchanged, _ = load()
        assert again.unchanged
        generate(folder, *sizes, changed=CHANGED)
        other, changed, changed_cpu = load()
        print(f"first load {ours:.1f} s, changed {changed:.1f} s", file=sys.stderr, flush=True)
        ratios = {}
        if with_moved:
            move(folder)
            same, moved, moved_cpu = load()
            assert not same.unchanged and not (same.added or same.changed or same.withdrawn)
            ratios["moved_against_first"] = round(moved / ours, 2)
            ratios["moved_against_first_cpu"] = round(moved_cpu / ours_cpu, 2)
        peak = peak_mib()
        _, plain, plain_cpu = timed(lambda: bare(store, folder, settings.batch))
        rows = report.read
    return {
        "rows": rows,
        "statements": report.added,
        "aigeo_s": round(ours, 1),
        "aigeo_cpu_s": round(ours_cpu, 1),
        "statements_per_s": round(report.added / ours),
        "bare_s": round(plain, 1),
        "bare_cpu_s": round(plain_cpu, 1),
        "bare_rows_per_s": round(rows / plain),
        "rate_against_bare": round(plain / ours, 2),
        "rate_against_bare_cpu": round(plain_cpu / ours_cpu, 2),
        "reload_unchanged_s": round(unchanged, 2),
        "rows_changed": other.changed,
        "reload_changed_s": round(changed, 1),
        "reload_against_first": round(changed / ours, 2),
        "reload_against_first_cpu": round(changed_cpu / ours_cpu, 2),
        **ratios,
        "peak_mib": peak,
    }


def main() -> None:
    """Measure each engine, and each size, in a process of its own, so that peaks do not mix."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entities", type=int, default=20_000)
    parser.add_argument("--relations", type=int, default=100_000)
    parser.add_argument("--engine", choices=["embedded", "neo4j"])
    parser.add_argument("--not-moved", action="store_true", help="leave out that reload")
    parser.add_argument("--flat", type=int, nargs="+", metavar="RELATIONS")
    parser.add_argument("--dry-run", action="store_true", help="with --flat: read and stage alone")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="write the tables and stop")
    parser.add_argument("--child", choices=["rate", "memory"], help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.keep:
        args.keep.mkdir(parents=True, exist_ok=True)
        generate(args.keep, args.entities, args.relations)
    elif args.child:
        print(json.dumps(child(args)), flush=True)
    else:
        parent(args)


def parent(args: argparse.Namespace) -> None:
    """Start a process for each measurement."""
    engines = [args.engine] if args.engine else ["embedded"]
    if not args.engine and os.environ.get("AIGEO_TEST_NEO4J_URI"):
        engines.append("neo4j")
    for engine in engines:
        for relations in args.flat or [args.relations]:
            subprocess.run(
                [
                    sys.executable, __file__, "--engine", engine,
                    "--entities", str(args.entities), "--relations", str(relations),
                    "--child", "memory" if args.flat else "rate",
                    *(["--dry-run"] if args.dry_run else []),
                    *(["--not-moved"] if args.not_moved else []),
                ],
                check=True,
            )  # fmt: skip


def child(args: argparse.Namespace) -> dict[str, object]:
    """Measure one engine at one size."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        loader = folder / "loaders" / "generated"
        loader.mkdir(parents=True)
        (loader / "loader.yaml").write_text(YAML)
        (loader / "loader.py").write_text(CODE)
        data = folder / "data"
        data.mkdir()
        sizes = args.entities, args.relations
        # In a process of its own: it remembers every pair, and would be the peak.
        subprocess.run(
            [
                sys.executable, __file__, "--keep", str(data),
                "--entities", str(sizes[0]), "--relations", str(sizes[1]),
            ],
            check=True,
        )  # fmt: skip
        settings = Settings(home=folder / "home", cache=folder, extra_loaders=(loader.parent,))
        if args.engine == "neo4j":
            settings = server(settings)
            with open_store(settings) as store:
                empty(store)
            if args.child == "rate":
                warm(settings, folder)
        size = {"engine": args.engine, "entities": args.entities, "relations": args.relations}
        if args.child == "memory":
            return {**size, **measure_memory(settings, data, args.dry_run)}
        return {**size, **measure(settings, data, sizes, not args.not_moved)}


if __name__ == "__main__":
    main()
