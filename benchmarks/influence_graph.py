"""A generated graph in the stored form, as loads would have made it: entities, facts, statements.

The degrees are those of real graphs: few hubs, many leaves. The same numbers give the same graph.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any
from uuid import uuid4

from aigeo.load import graph
from aigeo.load.projection import project_entity, project_relation
from aigeo.model.batches import batches
from aigeo.model.vocabulary import vocabulary
from aigeo.store import Store, Transaction

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
SOURCES = 20
FIRST, LATE, GONE = "2026-01-05", "2026-10-01", "2026-10-15"
"""When most statements were first read, when the late ones were, when some were taken back."""
LATE_PART, GONE_PART, SECOND_PART = 0.01, 0.005, 0.1
Row = dict[str, Any]


def entities(count: int) -> dict[str, list[str]]:
    """Give the ids of entities by type."""
    ids = {
        kind: [f"{kind.lower()}:{n}" for n in range(max(3, int(part * count)))]
        for kind, part in PARTS.items()
    }
    return {**ids, "Policy": [SDN]}


def statements(ids: dict[str, list[str]], relations: int) -> Iterator[Row]:
    """Give the statements of relations, those of one fact one after the other."""
    chance = random.Random(1)

    def pick(kind: str) -> str:
        # A power law: the first of each type are hubs.
        return ids[kind][int(len(ids[kind]) * chance.random() ** 3)]

    left: dict[str, float] = {}
    number = 0
    for kind, (part, subject, object_) in MIX.items():
        for _ in range(int(part * relations)):
            a, b = pick(subject), chance.choice(ids[object_]) if kind == "OWNS" else pick(object_)
            if a == b:
                continue
            number += 1
            qualifiers: Row = {}
            if kind == "OWNS":
                room = left.get(b, 100.0)
                qualifiers["share"] = round(min(room, chance.uniform(1, 60)), 2)
                left[b] = room - qualifiers["share"]
            if kind == "MANUFACTURES":
                qualifiers["share_of_market"] = round(chance.uniform(1, 30), 1)
            if kind == "SANCTIONS":
                qualifiers |= {"list": SDN, "program": "SDGT"}
            copies = 2 if chance.random() < SECOND_PART else 1
            for copy in range(copies):
                yield {
                    "id": f"s:{number}:{copy}", "kind": "relation", "type": kind, "subject": a,
                    "object": b, "fact": f"f:{number}", "status": "stated", "negated": False,
                    "qualifiers": json.dumps(qualifiers, sort_keys=True),
                    "quote": f"{a} {kind} {b}, as row {number} says: " + "x" * 100,
                    "start": f"{chance.randint(2010, 2025)}-06-01",
                    "confidence": round(chance.uniform(0.5, 1.0), 3),
                    "extractor": "generated", "review": "unreviewed",
                    "source": f"generated-{(number + copy) % SOURCES}",
                    "first_seen": LATE if chance.random() < LATE_PART else FIRST,
                    "last_seen": GONE if chance.random() < GONE_PART else None,
                }  # fmt: skip


def entity_statement(kind: str, entity: str) -> Row:
    """Give the statement that makes an entity."""
    name = "SDN List" if entity == SDN else entity.replace(":", " ").title()
    return {
        "id": f"e:{entity}", "kind": "entity", "type": kind, "subject": entity, "fact": entity,
        "properties": json.dumps({"name": name, "aliases": []}),
        "quote": entity, "confidence": 1.0, "extractor": "generated", "review": "unreviewed",
        "source": "generated-0", "first_seen": FIRST,
    }  # fmt: skip


def write(store: Store, count: int, relations: int) -> None:
    """Write statements and the nodes and edges that they add up to."""
    words = vocabulary()
    sources = [{"id": f"generated-{n}", "title": f"Generated {n}", "publisher": "nobody",
                "published": "2025-12-01", "retrieved": FIRST} for n in range(SOURCES)]  # fmt: skip
    store.write("UNWIND $rows AS row CREATE (s:Source) SET s = row", {"rows": sources})
    by_id = {source["id"]: source for source in sources}
    ids = entities(count)
    every = ((kind, entity) for kind, listed in ids.items() for entity in listed)
    for batch in batches(every, BATCH):
        told = [entity_statement(*pair) for pair in batch]
        nodes = {s["fact"]: project_entity(s["fact"], [s], words) for s in told}
        store.transact(partial(_entities, told, nodes))
    ends = {SDN: (SDN, "SDN List")}
    for listed in _whole_facts(statements(ids, relations)):
        by_fact: dict[str, list[Row]] = {}
        for statement in listed:
            by_fact.setdefault(statement["fact"], []).append(statement)
        edges: dict[str, list[Row]] = {}
        for fact, told in by_fact.items():
            live = [s for s in told if s["last_seen"] is None]
            kind = told[0]["type"]
            edge = project_relation(fact, live, by_id, words.relation(kind), ends)
            if edge is not None:
                row = {"a": told[0]["subject"], "b": told[0]["object"], "p": edge}
                edges.setdefault(kind, []).append(row)
        store.transact(partial(_relations, listed, edges))
    store.write("MATCH (m:Meta {id: 'aigeo'}) SET m.revision = $r", {"r": uuid4().hex})


def _whole_facts(every: Iterator[Row]) -> Iterator[Sequence[Row]]:
    """Give batches that hold all statements of each of their facts."""
    kept: list[Row] = []
    while batch := list(islice(every, BATCH)):
        kept += batch
        last = kept[-1]["fact"]
        yield [s for s in kept if s["fact"] != last]
        kept = [s for s in kept if s["fact"] == last]
    if kept:
        yield kept


def _entities(told: Sequence[Row], nodes: dict[str, Row | None], tx: Transaction) -> None:
    graph.create_statements(tx, "generated-0", told)
    graph.write_entities(tx, vocabulary(), nodes)


def _relations(told: Sequence[Row], edges: dict[str, list[Row]], tx: Transaction) -> None:
    for source in sorted({s["source"] for s in told}):
        graph.create_statements(tx, source, [s for s in told if s["source"] == source])
    for kind, rows in edges.items():
        tx.run(
            "UNWIND $rows AS row MATCH (a:Entity {id: row.a}) MATCH (b:Entity {id: row.b}) "
            f"CREATE (a)-[r:{kind}]->(b) SET r = row.p",
            {"rows": rows},
        )
