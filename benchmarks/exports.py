"""Export rate and peak memory beside the writers of networkx and rdflib.

    python -m benchmarks.exports [--entities 100000] [--relations 500000]
    python -m benchmarks.exports --home FOLDER [--entities …] [--relations …]

The first form compares writers. A generated graph (benchmarks/generated.py) lies in memory when the
clock starts: as rows for aigeo, built as a graph of theirs for networkx and rdflib, which is kinder
to them than any use, since a graph that they write has to be built first. Each writes in a process
of its own. rdflib holds some 500 bytes a triple, so it gets a part of the graph (--rdflib-part);
`rdflib-nquads-from-rows` makes rdflib's terms from rows, batch by batch. aigeo's peak memory is
measured in a second run, in which rows come one by one, as they do from a store.

The second form goes from the store to the file: FOLDER has, or gets, the graph in an embedded
engine that this process runs, and each writer is a client of it in a process of its own. networkx
reads the same entities and edges through the same driver, builds its graph and writes it.

Rates are records (entities, relations and, where the format has them, statements) in a second: of
the writer's processor time in the first form, of time that passed in the second.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from aigeo.config import Settings
from aigeo.export.registry import get_format
from aigeo.store import open_store
from benchmarks.generated import Generated, Held, stored

FORMATS = ("nquads", "jsonl", "csv", "graphml", "turtle", "gexf", "jsonld", "parquet", "ftm")
STATED = {*FORMATS} - {"graphml", "gexf"}
"""Formats that hold statements beside entities and relations; so do rdflib's files."""
OTHERS = ("networkx-graphml", "networkx-json", "rdflib-nquads", "rdflib-nquads-from-rows",
          "rdflib-turtle", "pyoxigraph-nquads")  # fmt: skip
FROM_STORE = ("jsonl", "csv", "graphml", "nquads", "networkx-json", "networkx-graphml")
AIMS = {
    ("nquads", "rdflib-nquads"): 5.0,
    ("nquads", "rdflib-nquads-from-rows"): 5.0,
    ("jsonl", "networkx-json"): 5.0,
    ("jsonl", "networkx-graphml"): 5.0,
    ("csv", "networkx-graphml"): 5.0,
    ("graphml", "networkx-graphml"): 2.0,
}
MAX_MB = 300
MB = 1024
Write = Callable[[Path], object]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--entities", type=int, default=20_000)
    options.add_argument("--relations", type=int, default=100_000)
    options.add_argument("--rdflib-part", type=float, default=0.1)
    options.add_argument("--formats", nargs="*")
    options.add_argument("--home", type=Path)
    options.add_argument("--json", type=Path)
    options.add_argument("--one", help=argparse.SUPPRESS)
    options.add_argument("--streamed", action="store_true", help=argparse.SUPPRESS)
    arguments = options.parse_args()
    if arguments.one:
        print(json.dumps(measure(arguments)))
        return
    names = arguments.formats or (FROM_STORE if arguments.home else (*FORMATS, *OTHERS))
    if arguments.home:
        with open_store(stored(arguments.home, arguments.entities, arguments.relations)):
            results = [child(name, arguments) for name in names]
    else:
        results = [compared(name, arguments) for name in names]
    report(results)
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=1))


def compared(name: str, arguments: argparse.Namespace) -> dict[str, Any]:
    part = arguments.rdflib_part if name.startswith(("rdflib", "pyoxigraph")) else 1.0
    result = child(name, arguments, part)
    if name not in OTHERS:
        streamed = child(name, arguments, 1.0, "--streamed")
        result["peak_mb"] = streamed["peak_mb"]
    return result


def child(
    name: str, arguments: argparse.Namespace, part: float = 1.0, *more: str
) -> dict[str, Any]:
    command = [
        sys.executable, "-m", "benchmarks.exports", "--one", name, *more,
        "--entities", str(max(2, int(arguments.entities * part))),
        "--relations", str(max(1, int(arguments.relations * part))),
        *(["--home", str(arguments.home)] if arguments.home else []),
    ]  # fmt: skip
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    result: dict[str, Any] = json.loads(done.stdout)
    print(f"{name}: {result['seconds']} s, {result['processor']} s of processor", file=sys.stderr)
    return result


def measure(arguments: argparse.Namespace) -> dict[str, Any]:
    """Write the graph once; give time, processor time, bytes and peak memory."""
    name, size = arguments.one, (arguments.entities, arguments.relations)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out"
        if arguments.home:
            write = from_store(name, arguments.home)
        elif name in OTHERS:
            write = others(name, Generated(*size))
        else:
            write = ours(name, Generated(*size) if arguments.streamed else Held(*size))
        gc.collect()
        gc.freeze()  # what was built before the clock starts costs no collections
        started, processor = time.perf_counter(), time.process_time()
        write(path)
        seconds, processor = time.perf_counter() - started, time.process_time() - processor
        files = [path] if path.is_file() else list(path.iterdir())
        written = sum(file.stat().st_size for file in files)
    stated = name in STATED or name.startswith(("rdflib", "pyoxigraph"))
    records = sum(size) + (size[1] if stated else 0)
    return {
        "name": name, "records": records, "seconds": round(seconds, 2),
        "processor": round(processor, 2),
        "rate": round(records / (seconds if arguments.home else processor)),
        "bytes": written, "peak_mb": peak_mb(),
    }  # fmt: skip


def peak_mb() -> int:
    """Give the most memory that this process held; what its parent held does not count."""
    status = Path("/proc/self/status")
    if status.exists():  # Linux, where `ru_maxrss` begins with the parent's
        lines = dict(line.split(":", 1) for line in status.read_text("utf-8").splitlines())
        return int(lines["VmHWM"].split()[0]) // MB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MB


def ours(name: str, graph: Any) -> Write:
    chosen = get_format(name)

    def write(path: Path) -> None:
        if chosen.write_folder is not None:
            path.mkdir()
            chosen.write_folder(graph, path)
        else:
            with path.open("wb") as out:
                chosen.write(graph, out)

    return write


def others(name: str, graph: Generated) -> Write:
    if name.startswith("networkx"):
        plain = name == "networkx-graphml"
        built = networkx_graph(plain, graph.entities(), graph.relations())
        return lambda path: networkx_write(plain, built, path)
    from aigeo.export.formats import nquads

    if name == "rdflib-nquads-from-rows":
        return lambda path: rdflib_from_rows(graph, path)
    text = io.BytesIO()
    nquads.write(graph, text)  # type: ignore[arg-type]
    text.seek(0)
    if name == "pyoxigraph-nquads":
        import pyoxigraph

        form = pyoxigraph.RdfFormat.N_QUADS
        quads = list(pyoxigraph.parse(text, format=form))
        return lambda path: pyoxigraph.serialize(quads, str(path), format=form)
    from rdflib import Dataset, Graph

    dataset = Dataset()
    dataset.parse(text, format="nquads")
    if name == "rdflib-nquads":
        return lambda path: dataset.serialize(path, format="nquads")
    one = Graph()
    for subject, predicate, object_, _ in dataset.quads():
        one.add((subject, predicate, object_))
    return lambda path: one.serialize(path, format="turtle")


def rdflib_from_rows(graph: Generated, path: Path) -> None:
    """Write as a program does that makes rdflib's terms from rows, batch by batch."""
    from rdflib import XSD, Dataset, Literal, URIRef

    from aigeo.export import rdf
    from aigeo.export.iris import source_iri

    with path.open("wb") as out:
        for batch in rdf.items(graph):  # type: ignore[arg-type]
            dataset = Dataset()
            for item in batch:
                kind, row, _ = item
                node, me = rdf.node(item), URIRef(rdf.node(item).iri)
                stated = kind == "statement"
                where: Any = dataset.graph(URIRef(source_iri(row["source"]))) if stated else dataset
                for predicate, object_ in node.links:
                    where.add((me, URIRef(predicate), URIRef(object_)))
                for triple in node.others:
                    where.add(tuple(map(URIRef, triple)))
                said = rdf.properties(kind, row.get("type"))
                for key, value in row.items():
                    if value is None or value == {} or (word := said[key]) is None:
                        continue
                    for one in value if isinstance(value, list) else (value,):
                        text, type = rdf.lexical(word, one)
                        literal = Literal(text, datatype=XSD[type]) if type else Literal(text)
                        where.add((me, URIRef(word.iri), literal))
            out.write(dataset.serialize(format="nquads", encoding="utf-8"))


def networkx_graph(plain: bool, entities: Any, relations: Any) -> Any:
    import networkx as nx

    def values(row: dict[str, Any]) -> dict[str, Any]:
        # GraphML takes no lists.
        return {k: json.dumps(v) if plain and isinstance(v, list) else v for k, v in row.items()}

    built = nx.MultiDiGraph()
    for row in entities:
        built.add_node(row["id"], **values(row))
    for row in relations:
        built.add_edge(row["subject"], row["object"], key=row["id"], **values(row))
    return built


def networkx_write(plain: bool, built: Any, path: Path) -> None:
    import networkx as nx

    if plain:
        nx.write_graphml(built, path)
    else:
        with path.open("w") as out:
            json.dump(nx.node_link_data(built, edges="links"), out)


def from_store(name: str, home: Path) -> Write:
    """Give what reads the graph from a store that another process holds, and writes it."""
    from aigeo.export import export_to

    settings = Settings(home=home, cache=home / "cache")

    def write(path: Path) -> None:
        with open_store(settings) as store:
            if not name.startswith("networkx"):
                export_to(store, name, path)
                return
            plain = name == "networkx-graphml"
            entities = store.stream("MATCH (n:Entity) RETURN properties(n) AS p")
            edges = store.stream(
                "MATCH (a:Entity)-[r]->(b:Entity) "
                "RETURN a.id AS subject, type(r) AS type, b.id AS object, properties(r) AS p"
            )
            rows = ({**e.pop("p"), **e} for e in edges)
            networkx_write(plain, networkx_graph(plain, (e["p"] for e in entities), rows), path)

    return write


def report(results: list[dict[str, Any]]) -> None:
    """Print a table and whether each aim is met."""
    print(f"{'writer':24}{'records':>9}{'seconds':>9}{'cpu':>8}{'rate':>9}{'MB':>8}{'peak MB':>9}")
    for r in results:
        print(
            f"{r['name']:24}{r['records']:>9}{r['seconds']:>9}{r['processor']:>8}"
            f"{r['rate']:>9}{r['bytes'] // 2**20:>8}{r['peak_mb']:>9}"
        )
    rates = {r["name"]: r["rate"] for r in results}
    for (ours, other), aim in AIMS.items():
        if ours in rates and other in rates:
            print(f"{ours} / {other}: {rates[ours] / rates[other]:.1f} (aim {aim})")
    for r in results:
        if r["name"] in FORMATS and r["peak_mb"] > MAX_MB:
            print(f"{r['name']}: {r['peak_mb']} MB is more than {MAX_MB}")


if __name__ == "__main__":
    main()
