"""Search by name in a generated graph, beside a scan with rapidfuzz and SQLite's trigram index.

    python benchmarks/search.py [--entities 100000] [--engine embedded|neo4j|both] [--home FOLDER]

Writes entities with names and aliases as lists have them (people, firms, Chinese names), or uses
those in FOLDER, and asks 200 questions: names in full, their beginnings, several words, Chinese
beginnings, one and two typing errors. All are asked once untimed, then timed. `found` is the part
of them for which the entity they were made from is among the first ten. The peers hold the same
names in memory and in an SQLite file, without a graph. Neo4j is measured when
AIGEO_TEST_NEO4J_URI names a server; its graph is wiped where it holds another number of entities.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from load_rate import empty
from made_names import Made, made, mistyped
from rapidfuzz import fuzz, process

from aigeo.config import Settings
from aigeo.load import graph
from aigeo.model.names import name_key
from aigeo.model.vocabulary import vocabulary
from aigeo.resolve import search
from aigeo.store import Store, Transaction, open_store

Question = tuple[str, str, set[str]]
"""(kind, text, ids of which one is meant)"""
Asked = Callable[[str], list[str]]
BATCH = 2500
SHOWN = 10


def write(store: Store, entities: Sequence[Made]) -> float:
    """Write bare entities with their names; give the seconds."""
    began = time.perf_counter()
    for start in range(0, len(entities), BATCH):
        nodes: dict[str, Any] = {
            one.id: {
                "id": one.id, "type": one.type, "name": one.name, "aliases": list(one.aliases),
                "statement_count": 1, "generic": False,
            }
            for one in entities[start : start + BATCH]
        }  # fmt: skip

        def put(tx: Transaction, nodes: dict[str, Any] = nodes) -> None:
            graph.write_entities(tx, vocabulary(), nodes)

        store.transact(put)
    return time.perf_counter() - began


def questions(entities: Sequence[Made]) -> list[Question]:
    """Make the 200 questions."""
    chance = random.Random(2)
    owners: dict[str, set[str]] = defaultdict(set)
    for one in entities:
        for name in (one.name, *one.aliases):
            owners[name_key(name)].add(one.id)
    latin = sorted(key for key in owners if key.isascii() and len(key) >= 12)
    chinese = sorted(key for key in owners if not key.isascii())
    out: list[Question] = []

    def ask(kind: str, count: int, keys: list[str], make: Callable[[str], str]) -> None:
        out.extend((kind, make(key), owners[key]) for key in chance.sample(keys, count))

    ask("name in full", 40, latin, lambda key: key)
    ask("beginning", 40, latin, lambda key: key[: chance.randrange(4, 9)])
    ask("several words", 30, [k for k in latin if k.count(" ") > 1],
        lambda key: " ".join(key.split()[1:3]))  # fmt: skip
    ask("Chinese", 30, chinese, lambda key: key[: chance.randrange(3, len(key))])
    ask("one error", 40, latin, lambda key: mistyped(key, 1, chance))
    ask("two errors", 20, latin, lambda key: mistyped(key, 2, chance))
    return out


def measure(ask: Asked, asked: Sequence[Question]) -> dict[str, Any]:
    """Give milliseconds and the part found, of all and by kind."""
    for _, text, _ in asked:
        ask(text)
    times: dict[str, list[float]] = defaultdict(list)
    found: dict[str, list[bool]] = defaultdict(list)
    for kind, text, meant in asked:
        began = time.perf_counter()
        ids = ask(text)
        took = 1000 * (time.perf_counter() - began)
        for group in (kind, "all"):
            times[group].append(took)
            found[group].append(bool(meant & set(ids)))
    return {
        kind: {
            "median_ms": round(statistics.median(took), 1),
            "p95_ms": round(statistics.quantiles(took, n=20)[-1], 1),
            "max_ms": round(max(took), 1),
            "found": round(statistics.mean(found[kind]), 3),
        }
        for kind, took in times.items()
    }


def scan(keys: dict[str, list[str]]) -> Asked:
    """Compare with every name: the partial ratio lets a beginning be as good as the whole."""
    names = list(keys)

    def ask(text: str) -> list[str]:
        near = process.extract(name_key(text), names, scorer=fuzz.WRatio, limit=SHOWN)
        return [id for name, *_ in near for id in keys[name]][:SHOWN]

    return ask


def trigrams(keys: dict[str, list[str]], file: Path) -> Asked:
    """Take the names with most trigrams in common by SQLite, then order them by rapidfuzz."""
    db = sqlite3.connect(file)
    db.execute("CREATE VIRTUAL TABLE name USING fts5(key, tokenize = 'trigram')")
    db.executemany("INSERT INTO name VALUES (?)", ((key,) for key in keys))
    db.commit()

    def ask(text: str) -> list[str]:
        key = name_key(text)
        grams = {key[at : at + 3] for at in range(len(key) - 2)}
        if not grams:
            return []
        match = " OR ".join(f'"{gram}"' for gram in sorted(grams))
        rows = db.execute(
            "SELECT key FROM name WHERE name MATCH ? ORDER BY rank LIMIT 50", (match,)
        ).fetchall()
        near = process.extract(key, [k for (k,) in rows], scorer=fuzz.WRatio, limit=SHOWN)
        return [id for name, *_ in near for id in keys[name]][:SHOWN]

    return ask


def of_graph(store: Store) -> Asked:
    return lambda text: [row["id"] for row in search(store, text, SHOWN)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--entities", type=int, default=100_000)
    parser.add_argument("--engine", choices=("embedded", "neo4j", "both"), default="embedded")
    parser.add_argument("--home", type=Path)
    parser.add_argument("--write-only", action="store_true", help="prepare the graph, ask nothing")
    parser.add_argument("--no-peers", action="store_true", help="the graph alone")
    options = parser.parse_args()
    entities = list(made(options.entities))
    keys: dict[str, list[str]] = defaultdict(list)
    for one in entities:
        for key in {name_key(name) for name in (one.name, *one.aliases)}:
            keys[key].append(one.id)
    asked = questions(entities)
    result: dict[str, Any] = {"entities": len(entities), "names": len(keys), "asked": len(asked)}
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or Path(folder)
        for engine in ("embedded", "neo4j") if options.engine == "both" else (options.engine,):
            settings = Settings(home=home, cache=home / "cache")
            if engine == "neo4j":
                settings = replace(
                    settings,
                    uri=os.environ["AIGEO_TEST_NEO4J_URI"],
                    user=os.environ.get("AIGEO_TEST_NEO4J_USER", "neo4j"),
                    password=os.environ["AIGEO_TEST_NEO4J_PASSWORD"],
                )
            with open_store(settings) as store:
                (held,) = store.read("MATCH (e:Entity) RETURN count(e) AS n")
                if held["n"] != len(entities):
                    if engine == "neo4j":
                        empty(store)
                    result[f"{engine}_written_s"] = round(write(store, entities), 1)
            if not options.write_only:
                # Opened anew, as by a user's command: not by what has just written 100,000.
                with open_store(settings) as store:
                    result[engine] = measure(of_graph(store), asked)
        if not options.write_only and not options.no_peers:
            trigram = trigrams(keys, Path(folder) / "names.db")
            result["sqlite_trigrams"] = measure(trigram, asked)
            # A fifth of each kind: one scan takes about a second.
            result["rapidfuzz_scan"] = measure(scan(keys), asked[::5])
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
