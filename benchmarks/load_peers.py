"""The upload to Neo4j of other tools, on the tables of load_rate.py.

    python benchmarks/load_rate.py --entities 5000 --relations 25000 --keep /tmp/tables
    PYTHON_WITH_KGX benchmarks/load_peers.py --peer kgx /tmp/tables
    PYTHON_WITH_BIOCYPHER benchmarks/load_peers.py --peer biocypher /tmp/tables

It needs none of aigeo, so that it runs in an environment of the peer's own. AIGEO_TEST_NEO4J_URI,
_USER and _PASSWORD name the server, whose graph is emptied before. BioCypher's online mode calls
`apoc.merge`, so the server needs APOC in its folder `plugins`. KGX, which fetches the Biolink
model when it is imported, is given the copy in the package biolink-model; the statement by which
it makes its constraint is of Neo4j 4 and fails on 5: with `--constraint` it is made beforehand.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib.resources import files
from pathlib import Path

import neo4j

SCHEMA = """
organization:
  represented_as: node
  preferred_id: id
  input_label: firm
  properties: {name: str, founded: str}
supplies:
  is_a: association
  represented_as: edge
  input_label: supplies
  properties: {item: str, since: str, note: str}
"""


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Give the rows of a table."""
    with path.open() as handle:
        yield from csv.DictReader(handle)


def kgx(
    folder: Path, uri: str, user: str, password: str, *, constraint: bool
) -> Callable[[], None]:
    """Get ready to write with KGX's Neo4j sink, its default cache size."""
    import bmt

    model = files("biolink_model")
    schema = str(model / "schema" / "biolink_model.yaml")
    bmt.Toolkit.__init__.__defaults__ = (schema, {"predicate mappings": []})
    from kgx import config

    prefixes = (model / "prefixmaps" / "biolink_model_prefix_map.json").read_text("utf-8")
    contexts = {"biolink": json.loads(prefixes), "monarch_context": {}, "obo_context": {}}
    config.jsonld_context_map.update(contexts)
    from kgx.sink.neo_sink import NeoSink
    from kgx.transformer import Transformer

    # It does not wait for the last statement that it sends.
    finalize = NeoSink.finalize
    NeoSink.finalize = lambda sink: (finalize(sink), sink.session.close())
    made = "CREATE CONSTRAINT kgx IF NOT EXISTS FOR (n:`biolink:NamedThing`) REQUIRE n.id IS UNIQUE"
    with neo4j.GraphDatabase.driver(uri, auth=(user, password)) as driver:
        driver.execute_query(made if constraint else "DROP CONSTRAINT kgx IF EXISTS")

    ids = {row["Firm"]: f"FIRM:{n}" for n, row in enumerate(rows(folder / "firms.csv"))}
    with (folder / "kgx_nodes.tsv").open("w", newline="") as out:
        writer = csv.writer(out, delimiter="\t")
        writer.writerow(["id", "name", "category", "founded"])
        for row in rows(folder / "firms.csv"):
            writer.writerow([ids[row["Firm"]], row["Firm"], "biolink:Agent", row["Founded"]])
    with (folder / "kgx_edges.tsv").open("w", newline="") as out:
        writer = csv.writer(out, delimiter="\t")
        writer.writerow(["id", "subject", "predicate", "object", "item", "since", "note"])
        for number, row in enumerate(rows(folder / "supplies.csv")):
            a, b = ids[row["Supplier"]], ids[row["Customer"]]
            said = row["Item"], row["Since"], row["Note"]
            writer.writerow([f"e{number}", a, "biolink:related_to", b, *said])
    tables = [str(folder / f"kgx_{name}.tsv") for name in ("nodes", "edges")]
    transformer = Transformer()
    return lambda: transformer.transform(
        input_args={"filename": tables, "format": "tsv"},
        output_args={"uri": uri, "username": user, "password": password, "format": "neo4j"},
    )


def biocypher(folder: Path, uri: str, user: str, password: str) -> Callable[[], None]:
    """Get ready to write with BioCypher's online mode, which merges through APOC."""
    from biocypher import BioCypher

    schema, config = folder / "schema.yaml", folder / "biocypher.yaml"
    schema.write_text(SCHEMA)
    server = {"uri": uri, "user": user, "password": password, "wipe": False}
    # Without a head ontology nothing is fetched.
    config.write_text(json.dumps({"biocypher": {"head_ontology": None}, "neo4j": server}))
    target = BioCypher(
        dbms="neo4j", offline=False,
        schema_config_path=str(schema), biocypher_config_path=str(config),
    )  # fmt: skip

    def write() -> None:
        target.write_nodes(
            (row["Firm"], "firm", {"name": row["Firm"], "founded": row["Founded"]})
            for row in rows(folder / "firms.csv")
        )
        target.write_edges(
            (str(number), row["Supplier"], row["Customer"], "supplies",
             {"item": row["Item"], "since": row["Since"], "note": row["Note"]})
            for number, row in enumerate(rows(folder / "supplies.csv"))
        )  # fmt: skip

    return write


def main() -> None:
    """Empty the graph, upload the tables, and print seconds and what the graph then holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peer", choices=["kgx", "biocypher"], required=True)
    parser.add_argument("--constraint", action="store_true", help="make KGX's for it")
    args = parser.parse_args()
    uri = os.environ["AIGEO_TEST_NEO4J_URI"]
    user = os.environ.get("AIGEO_TEST_NEO4J_USER", "neo4j")
    password = os.environ.get("AIGEO_TEST_NEO4J_PASSWORD", "")
    with neo4j.GraphDatabase.driver(uri, auth=(user, password)) as driver:
        _empty(driver)
        peer = biocypher if args.peer == "biocypher" else partial(kgx, constraint=args.constraint)
        upload = peer(args.folder, uri, user, password)
        started = time.perf_counter()
        upload()
        seconds = time.perf_counter() - started
        nodes = driver.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"]
        edges = driver.execute_query("MATCH ()-[r]->() RETURN count(r) AS n").records[0]["n"]
    result = {"peer": args.peer, "seconds": round(seconds, 1), "nodes": nodes, "edges": edges}
    print(json.dumps({**result, "rows_per_s": round((nodes + edges) / seconds)}))


def _empty(driver: neo4j.Driver) -> None:
    left = 1
    while left:
        left = driver.execute_query(
            "MATCH (n) WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS n"
        ).records[0]["n"]


if __name__ == "__main__":
    main()
