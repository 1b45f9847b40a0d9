"""Export rate and peak memory beside the writers of networkx and rdflib.

A generated graph (entities, supply relations, a statement for each relation) is written by aigeo's
formats and by networkx and rdflib, each in a process of its own, all of them from memory, so that
writers are compared and not databases. networkx's and rdflib's graphs are built before the clock
starts, except in `rdflib-nquads-from-rows`. rdflib holds some 500 bytes a triple, so it gets a part
of the graph (--rdflib-part). With --engine the graph is also loaded into a store and exported.

    python benchmarks/exports.py [--entities 20000] [--relations 100000] [--engine embedded]

Rates are records (entities, relations and, where the format has them, statements) in a second of
processor time. A ratio is aigeo's rate over the other's.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aigeo.export.registry import get_format

QUOTE = "Under the agreement announced on Monday, {a} will supply {b} with {n} wafers a month, the \
companies said; deliveries began in {year}."
FORMATS = ("nquads", "jsonl", "csv", "graphml", "turtle", "gexf", "parquet", "ftm", "neo4j-admin")
STATED = ("nquads", "jsonl", "csv", "turtle", "parquet", "ftm", "neo4j-admin")
"""Formats that hold statements beside entities and relations; so do rdflib's files."""
OTHERS = ("networkx-graphml", "networkx-json", "rdflib-nquads", "rdflib-nquads-from-rows",
          "rdflib-turtle", "pyoxigraph-nquads")  # fmt: skip
AIMS = {
    ("nquads", "rdflib-nquads"): 5.0,
    ("nquads", "rdflib-nquads-from-rows"): 5.0,
    ("nquads", "networkx-graphml"): 1.0,
    ("jsonl", "networkx-graphml"): 5.0,
    ("csv", "networkx-graphml"): 5.0,
    ("graphml", "networkx-graphml"): 2.0,
    ("turtle", "rdflib-turtle"): 5.0,
    ("jsonl", "networkx-json"): 5.0,
}
MAX_MB = 300


class Generated:
    """A graph of firms that supply each other, in the place of a stored one."""

    def __init__(self, entities: int, relations: int) -> None:
        self._entities, self._relations = entities, relations

    def entities(self) -> Iterator[dict[str, Any]]:
        for n in range(self._entities):
            yield {
                "id": f"firm:generated-{n:07}", "aliases": [f"Generated {n} Ltd", f"GEN{n}"],
                "confidence": 0.9, "countries": ["us"], "external_ids": [f"wd:Q{n + 1}"],
                "founded": f"19{n % 100:02}", "generic": False, "name": f"Generated {n} & Co",
                "source_count": 1, "sources": ["generated"], "statement_count": 1,
                "type": "Firm", "labels": ["Agent", "Entity", "Firm", "Organization"],
            }  # fmt: skip

    def relations(self) -> Iterator[dict[str, Any]]:
        chance = random.Random(1)
        each = max(1, self._relations // self._entities)
        for n in range(self._relations):
            a, b = min(n // each, self._entities - 1), chance.randrange(self._entities)
            subject, object_ = f"firm:generated-{a:07}", f"firm:generated-{b:07}"
            year = str(2000 + n % 25)
            yield {
                "type": "SUPPLIES", "subject": subject, "object": object_, "amount": 1.5e6 + n,
                "confidence": 0.9, "currency": "USD", "first_seen": "2026-01-01",
                "id": f"f:{n:020x}",
                "influence": "forward", "published": "2026-01-01",
                "quote": QUOTE.format(a=a, b=b, n=n, year=year), "sign": 1, "source_count": 1,
                "source_titles": ["Generated supply relations"], "sources": ["generated"],
                "start": year, "statement_count": 1, "status": "stated",
                "valid_from": f"{year}-01-01", "weight": 0.63,
            }  # fmt: skip

    def statements(self) -> Iterator[dict[str, Any]]:
        for row in self.relations():
            yield self._statement(row)

    def _statement(self, row: dict[str, Any]) -> dict[str, Any]:
        return {
            "columns": {"Note": row["quote"]}, "confidence": 0.9, "extractor": "generated",
            "fact": row["id"], "first_seen": "2026-01-01", "id": f"s:{row['id'][2:]}",
            "kind": "relation", "load": "load:generated", "negated": False,
            "object": row["object"], "part": "supplies.csv", "qualifiers": {"currency": "USD"},
            "review": "unreviewed", "row": 1, "source": "generated", "start": row["start"],
            "status": "stated", "subject": row["subject"], "type": "SUPPLIES",
        }  # fmt: skip

    def statements_of(self, facts: Any) -> dict[str, list[dict[str, Any]]]:
        shown = {"id": "f:0", "quote": "", "start": "2020"}
        shown |= {"subject": "firm:generated-0000000", "object": "firm:generated-0000001"}
        return {f: [self._statement({**shown, "id": f})] for f in facts if f.startswith("f:")}

    def entities_by_id(self, ids: list[str]) -> list[dict[str, Any]]:
        return [{"id": i, "type": "Firm", "name": i} for i in ids]

    def identities_of(self, ids: Any) -> dict[str, list[str]]:  # noqa: ARG002 - as in Graph
        return {}

    def sources(self) -> Iterator[dict[str, Any]]:
        yield {"id": "generated", "title": "Generated supply relations", "licence": "CC0"}

    def names(self) -> Iterator[tuple[str, list[str]]]:
        yield from ((row["name"].casefold(), [row["id"]]) for row in self.entities())

    def nothing(self) -> Iterator[dict[str, Any]]:
        return iter(())

    loads = judgements = identities = nothing

    def canonical(self, ids: Any) -> dict[str, str]:
        return {i: i for i in ids}

    def schema_version(self) -> int:
        return 1

    def notices(self) -> list[dict[str, Any]]:
        return [{"dataset": "generated", "publisher": None, "licence": "CC0", "attribution": None,
                 "commercial_use": True, "sources": 1}]  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--entities", type=int, default=20_000)
    options.add_argument("--relations", type=int, default=100_000)
    options.add_argument("--rdflib-part", type=float, default=0.1)
    options.add_argument("--formats", nargs="*", default=[*FORMATS, *OTHERS])
    options.add_argument("--engine", choices=("embedded", "neo4j"))
    options.add_argument("--json", type=Path)
    options.add_argument("--one", help=argparse.SUPPRESS)
    arguments = options.parse_args()
    if arguments.one:
        print(json.dumps(measure(arguments.one, arguments.entities, arguments.relations)))
        return
    results = [_in_a_process(name, arguments) for name in arguments.formats]
    if arguments.engine:
        results += from_store(arguments)
    report(results)
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=1))


def _in_a_process(name: str, arguments: argparse.Namespace) -> dict[str, Any]:
    heavy = name.startswith(("rdflib", "pyoxigraph"))
    part = arguments.rdflib_part if heavy else 1.0
    done = subprocess.run(
        [sys.executable, __file__, "--one", name,
         "--entities", str(max(2, int(arguments.entities * part))),
         "--relations", str(max(1, int(arguments.relations * part)))],
        check=True, capture_output=True, text=True, env=os.environ,
    )  # fmt: skip
    result: dict[str, Any] = json.loads(done.stdout)
    print(f"{name}: {result['seconds']} s", file=sys.stderr)
    return result


def measure(name: str, entities: int, relations: int) -> dict[str, Any]:
    """Write the generated graph once; give time, processor time, bytes and peak memory."""
    graph = Generated(entities, relations)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out"
        write = _others(name, graph) if name in OTHERS else _ours(name, graph)
        started, processor = time.perf_counter(), time.process_time()
        write(path)
        seconds, processor = time.perf_counter() - started, time.process_time() - processor
        files = [path] if path.is_file() else list(path.iterdir())
        size = sum(file.stat().st_size for file in files)
    stated = name in STATED or name.startswith(("rdflib", "pyoxigraph"))
    records = entities + relations + (relations if stated else 0)
    return {
        "name": name, "records": records, "seconds": round(seconds, 2),
        "processor": round(processor, 2), "rate": round(records / processor),
        "bytes": size, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }  # fmt: skip


def _ours(name: str, graph: Any) -> Any:
    chosen = get_format(name)

    def write(path: Path) -> None:
        if chosen.write_folder is not None:
            path.mkdir()
            chosen.write_folder(graph, path)
        else:
            with path.open("wb") as out:
                chosen.write(graph, out)

    return write


def _others(name: str, graph: Generated) -> Any:
    if name.startswith("networkx"):
        return _networkx(name, graph)
    from aigeo.export import rdf
    from aigeo.export.formats import nquads

    if name == "rdflib-turtle":
        batch = [item for rows in rdf.batches(graph) for item in rows]  # type: ignore[arg-type]
        built = rdf.in_memory(rdf.rdflib_triples(batch))
        return lambda path: built.serialize(path, format="turtle")
    if name == "rdflib-nquads-from-rows":
        return lambda path: _from_rows(graph, path)
    text = io.BytesIO()
    nquads.write(graph, text)  # type: ignore[arg-type]
    text.seek(0)
    if name == "pyoxigraph-nquads":
        import pyoxigraph

        quads = list(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_QUADS))
        return lambda path: pyoxigraph.serialize(
            quads, str(path), format=pyoxigraph.RdfFormat.N_QUADS
        )
    from rdflib import Dataset

    dataset = Dataset()
    dataset.parse(text, format="nquads")
    return lambda path: dataset.serialize(path, format="nquads")


def _from_rows(graph: Generated, path: Path) -> None:
    """Write as a program does that makes rdflib's terms from rows, batch by batch."""
    from rdflib import Dataset, URIRef

    from aigeo.export import rdf
    from aigeo.export.iris import source_iri
    from aigeo.export.terms import RdflibTerms

    terms = RdflibTerms()
    with path.open("wb") as out:
        for batch in rdf.batches(graph):  # type: ignore[arg-type]
            dataset = Dataset()
            for kind, row in batch:
                stated = kind == "statement"
                where: Any = dataset.graph(URIRef(source_iri(row["source"]))) if stated else dataset
                for triple in rdf.triples(kind, row, terms):
                    where.add(triple)
            out.write(dataset.serialize(format="nquads", encoding="utf-8"))


def _networkx(name: str, graph: Generated) -> Any:
    import networkx as nx

    built = nx.MultiDiGraph()
    plain = name == "networkx-graphml"  # it takes no lists

    def values(row: dict[str, Any]) -> dict[str, Any]:
        return {k: json.dumps(v) if plain and isinstance(v, list) else v for k, v in row.items()}

    for row in graph.entities():
        built.add_node(row["id"], **values(row))
    for row in graph.relations():
        built.add_edge(row["subject"], row["object"], key=row["id"], **values(row))

    def write(path: Path) -> None:
        if plain:
            nx.write_graphml(built, path)
        else:
            with path.open("w") as out:
                json.dump(nx.node_link_data(built, edges="links"), out)

    return write


def from_store(arguments: argparse.Namespace) -> list[dict[str, Any]]:
    """Load the generated graph into a store and export it from there."""
    from aigeo.config import Settings
    from aigeo.export import export_to
    from aigeo.load import run
    from aigeo.store import open_store

    results = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        settings = Settings(home=home, cache=home / "cache")
        if arguments.engine == "neo4j":
            settings = Settings(
                home=home, cache=home / "cache", uri=os.environ["AIGEO_TEST_NEO4J_URI"],
                user=os.environ.get("AIGEO_TEST_NEO4J_USER", "neo4j"),
                password=os.environ.get("AIGEO_TEST_NEO4J_PASSWORD"),
            )  # fmt: skip
        with open_store(settings) as store:
            path = home / "graph.jsonl"
            with path.open("wb") as out:
                get_format("jsonl").write(_Restorable(arguments), out)  # type: ignore[arg-type]
            run(store, settings, [str(path)])
            for name in ("nquads", "jsonl", "csv", "graphml"):
                started = time.perf_counter()
                export_to(store, name, home / f"out-{name}")
                seconds = time.perf_counter() - started
                facts = arguments.entities + arguments.relations
                results.append(
                    {"name": f"{name} from {arguments.engine}", "records": facts,
                     "seconds": round(seconds, 2), "processor": None, "bytes": 0,
                     "rate": round(facts / seconds),
                     "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}
                )  # fmt: skip
    return results


class _Restorable(Generated):
    """The generated graph with a statement for each entity too."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        super().__init__(arguments.entities, arguments.relations)

    def statements(self) -> Iterator[dict[str, Any]]:
        for row in self.entities():
            yield {
                "id": f"s:{row['id']}", "kind": "entity", "type": "Firm", "subject": row["id"],
                "fact": row["id"], "properties": {"name": row["name"], "aliases": row["aliases"]},
                "part": "firms.csv", "row": 1, "confidence": 0.9, "source": "generated",
                "review": "unreviewed", "first_seen": "2026-01-01",
            }  # fmt: skip
        yield from super().statements()


def report(results: list[dict[str, Any]]) -> None:
    """Print a table and whether each aim is met."""
    print(f"{'writer':24}{'records':>9}{'seconds':>9}{'cpu':>8}{'rate':>9}{'MB':>8}{'peak MB':>9}")
    for r in results:
        print(
            f"{r['name']:24}{r['records']:>9}{r['seconds']:>9}{r['processor'] or '':>8}"
            f"{r['rate']:>9}{r['bytes'] // 2**20:>8}{r['peak_mb']:>9}"
        )
    rates = {r["name"]: r["rate"] for r in results}
    for (ours, other), aim in AIMS.items():
        if ours in rates and other in rates:
            ratio = rates[ours] / rates[other]
            print(f"{ours} / {other}: {ratio:.1f} (aim {aim})")
    for r in results:
        if r["name"] in FORMATS and r["peak_mb"] > MAX_MB:
            print(f"{r['name']}: {r['peak_mb']} MB is more than {MAX_MB}")


if __name__ == "__main__":
    main()
