"""A graph of firms that supply each other: generated row by row, held in memory, or stored.

    python -m benchmarks.generated HOME [--entities 100000] [--relations 500000]

makes HOME a data folder whose embedded engine holds the stored form of the graph, written in bulk
(docs/architecture.md, "Stored form"); a home that holds it already is left as it is.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from aigeo.config import Settings
from aigeo.export.reader import encoded
from aigeo.model.batches import batches
from aigeo.model.blocking import name_fields
from aigeo.model.names import normalise_name
from aigeo.store import Store, open_store

QUOTE = "Under the agreement announced on Monday, {a} will supply {b} with {n} wafers a month, the \
companies said; deliveries began in {year}."
ROWS_A_BATCH = 5000


class Generated:
    """The graph in the place of `aigeo.export.reader.Graph`; each row has a single source."""

    def __init__(self, entities: int, relations: int) -> None:
        self.size = (entities, relations)
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
        yield from ((normalise_name(row["name"]), [row["id"]]) for row in self.entities())

    def loads(self) -> Iterator[dict[str, Any]]:
        yield {"id": "load:generated", "source": "generated", "state": "done"}

    def nothing(self) -> Iterator[dict[str, Any]]:
        return iter(())

    judgements = identities = nothing

    def canonical(self, ids: Any) -> dict[str, str]:
        return {i: i for i in ids}

    def schema_version(self) -> int:
        return 1

    def notices(self) -> list[dict[str, Any]]:
        return [{"dataset": "generated", "publisher": None, "licence": "CC0", "attribution": None,
                 "commercial_use": True, "sources": 1}]  # fmt: skip


class Held(Generated):
    """The same graph with its rows built beforehand, as a library's graph in memory is.

    A reader gives each row once; here the tables may be read once a run.
    """

    def __init__(self, entities: int, relations: int) -> None:
        super().__init__(entities, relations)
        self._held = {
            "entities": list(super().entities()),
            "relations": list(super().relations()),
        }
        self._held["statements"] = [self._statement(row) for row in self._held["relations"]]

    def entities(self) -> Iterator[dict[str, Any]]:
        yield from self._held["entities"]

    def relations(self) -> Iterator[dict[str, Any]]:
        yield from self._held["relations"]

    def statements(self) -> Iterator[dict[str, Any]]:
        yield from self._held["statements"]


def stored(home: Path, entities: int, relations: int) -> Settings:
    """Give settings whose store holds the graph; write it where it does not yet."""
    settings = Settings(home=home, cache=home / "cache")
    mark = home / f"generated-{entities}-{relations}"
    if mark.exists():
        return settings
    graph = Generated(entities, relations)
    with open_store(settings) as store:
        _fill(store, graph)
    mark.touch()
    return settings


def _fill(store: Store, graph: Generated) -> None:
    for label, rows in (
        ("Source", graph.sources()),
        ("Load", graph.loads()),
        ("Agent:Entity:Firm:Organization", map(_stored_entity, graph.entities())),
        ("Statement", map(encoded, graph.statements())),
    ):
        _write(store, label, f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", rows)
    create = (
        "UNWIND $rows AS row MATCH (a:Entity {id: row.subject}) "
        "MATCH (b:Entity {id: row.object}) CREATE (a)-[r:SUPPLIES]->(b) SET r = row.p"
    )
    ends = ("type", "subject", "object")
    edges = (
        {"subject": row["subject"], "object": row["object"],
         "p": {key: value for key, value in row.items() if key not in ends}}
        for row in graph.relations()
    )  # fmt: skip
    _write(store, "SUPPLIES", create, edges)

    name = (
        "UNWIND $rows AS row MATCH (e:Entity {id: row.entity}) "
        "CREATE (n:Name)-[:NAMES]->(e) SET n = row.p"
    )
    names = (
        {"entity": entity, "p": {"id": id, **name_fields(id)}}
        for id, (entity,) in graph.names()
    )  # fmt: skip
    _write(store, "Name", name, names)


def _stored_entity(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != "labels"}


def _write(store: Store, what: str, cypher: str, rows: Iterable[dict[str, Any]]) -> None:
    started, number = time.perf_counter(), 0
    for batch in batches(rows, ROWS_A_BATCH):
        store.write(cypher, {"rows": batch})
        number += len(batch)
    print(f"{what}: {number} in {time.perf_counter() - started:.0f} s", file=sys.stderr)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("home", type=Path)
    options.add_argument("--entities", type=int, default=100_000)
    options.add_argument("--relations", type=int, default=500_000)
    arguments = options.parse_args()
    stored(arguments.home, arguments.entities, arguments.relations)


if __name__ == "__main__":
    main()
