"""The graph read in a fixed order with flat memory, for all export formats.

The same graph gives the same rows in the same order on both engines: everything goes by id,
edges by subject, type and id. Ids are streamed in order and their nodes fetched in batches,
because the embedded engine sorts whole nodes in memory where it sorts bare ids cheaply. A batch
comes as one record: the driver spends more on a record than on the properties in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any

import orjson

from aigeo.export.notices import notices_of
from aigeo.model.batches import batches
from aigeo.store import Store

Row = dict[str, Any]
NODES_A_BATCH = 2000
SUBJECTS_A_BATCH = 500
_LABELS = frozenset(
    {"Entity", "Statement", "Source", "Load", "Judgement", "Identity", "Name", "CandidatePair"}
)
_JSON_FIELDS = ("qualifiers", "properties", "columns")


class Graph:
    """A read-only view of the stored graph."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def sources(self) -> Iterator[Row]:
        """Give the sources by id."""
        yield from self._nodes("Source")

    def loads(self) -> Iterator[Row]:
        """Give the loads by id."""
        yield from self._nodes("Load")

    def judgements(self) -> Iterator[Row]:
        """Give the same-as decisions by id."""
        yield from self._nodes("Judgement")

    def identities(self) -> Iterator[Row]:
        """Give, by id, the ids of sources that stand for another canonical id."""
        yield from self._nodes("Identity")

    def candidate_pairs(self) -> Iterator[Row]:
        """Give, by id, the pairs of entities that may be one, judged or not."""
        yield from self._nodes("CandidatePair")

    def entities(self) -> Iterator[Row]:
        """Give the entities by id, each with `labels` beside its properties."""
        yield from self._nodes("Entity", labels=True)

    def statements(self) -> Iterator[Row]:
        """Give the statements by id; JSON fields are decoded."""
        for row in self._nodes("Statement"):
            yield decoded(row)

    def relations(self) -> Iterator[Row]:
        """Give the edges by subject, type and id: `type`, `subject`, `object` and properties."""
        for ids in batches(self._ids("Entity"), SUBJECTS_A_BATCH):
            found = self._collected(
                "UNWIND $ids AS id MATCH (a:Entity {id: id})-[r]->(b:Entity) "
                "RETURN collect([a.id, type(r), properties(r), b.id]) AS found",
                {"ids": ids},
            )
            found.sort(key=lambda edge: (edge[0], edge[1], edge[2].get("id", ""), edge[3]))
            for subject, type, properties, object_ in found:
                yield {"type": type, "subject": subject, "object": object_, **_sorted(properties)}

    def names(self) -> Iterator[tuple[str, list[str]]]:
        """Give each normalised name with the ids of the entities that it names."""
        for keys in batches(self._ids("Name"), NODES_A_BATCH):
            rows = self._store.read(
                "UNWIND $ids AS id MATCH (n:Name {id: id})-[:NAMES]->(e:Entity) "
                "RETURN n.id AS name, e.id AS entity",
                {"ids": keys},
            )
            named: dict[str, list[str]] = {}
            for row in rows:
                named.setdefault(row["name"], []).append(row["entity"])
            for name in sorted(named):
                yield name, sorted(named[name])

    def statements_of(self, facts: Iterable[str]) -> dict[str, list[Row]]:
        """Give the statements of facts (or entities) by fact, each list by id, JSON decoded."""
        rows = self._collected(
            "UNWIND $facts AS fact MATCH (s:Statement {fact: fact}) "
            "RETURN collect(properties(s)) AS found",
            {"facts": list(facts)},
        )
        found: dict[str, list[Row]] = {}
        for row in rows:
            found.setdefault(row["fact"], []).append(decoded(_sorted(row)))
        for statements in found.values():
            statements.sort(key=lambda s: str(s["id"]))
        return found

    def entities_by_id(self, ids: Iterable[str]) -> list[Row]:
        """Give some entities, in or out of what is selected."""
        return list(self._nodes_by_id("Entity", ids, labels=True))

    def identities_of(self, entities: Iterable[str]) -> dict[str, list[str]]:
        """Give the further ids by which entities are known, by canonical id."""
        rows = self._store.read(
            "UNWIND $ids AS id MATCH (i:Identity {canonical: id}) RETURN id, i.id AS other",
            {"ids": list(entities)},
        )
        found: dict[str, list[str]] = {}
        for row in rows:
            found.setdefault(row["id"], []).append(row["other"])
        return {id: sorted(others) for id, others in found.items()}

    def canonical(self, ids: Iterable[str]) -> dict[str, str]:
        """Give the canonical id of each id of a source, itself where no other is known."""
        wanted = sorted(set(ids))
        rows = self._store.read(
            "UNWIND $ids AS id MATCH (i:Identity {id: id}) RETURN id, i.canonical AS canonical",
            {"ids": wanted},
        )
        return {**{i: i for i in wanted}, **{row["id"]: row["canonical"] for row in rows}}

    def schema_version(self) -> int:
        """Give the version of the stored form, from the node `(:Meta)`."""
        rows = self._store.read("MATCH (m:Meta {id: 'aigeo'}) RETURN m.schema_version AS version")
        return int(rows[0]["version"])

    def notices(self) -> list[Row]:
        """Give the licences and credits under which the graph's sources stand.

        One row a dataset, licence and attribution, with the number of sources: what has to
        travel with every copy.
        """
        return notices_of(self.sources())

    def _nodes(self, label: str, *, labels: bool = False) -> Iterator[Row]:
        yield from self._nodes_by_id(label, self._ids(label), labels=labels)

    def _nodes_by_id(
        self, label: str, ids: Iterable[str], *, labels: bool = False
    ) -> Iterator[Row]:
        _check(label)
        for some in batches(ids, NODES_A_BATCH):
            what = "[properties(n), labels(n)]" if labels else "properties(n)"
            found = self._collected(
                f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN collect({what}) AS found",
                {"ids": some},
            )
            if labels:
                found.sort(key=lambda pair: pair[0]["id"])
                yield from ({**_sorted(row), "labels": sorted(names)} for row, names in found)
            else:
                found.sort(key=itemgetter("id"))
                yield from map(_sorted, found)

    def _collected(self, cypher: str, parameters: Mapping[str, Any]) -> list[Any]:
        """Give what a statement returns as the one value `found`."""
        found: list[Any] = self._store.read(cypher, parameters)[0]["found"]
        return found

    def _ids(self, label: str) -> Iterator[str]:
        _check(label)
        for row in self._store.stream(f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id"):
            yield row["id"]


def decoded(statement: Row) -> Row:
    """Give a stored statement with its JSON fields decoded, in place."""
    for field in _JSON_FIELDS:
        if statement.get(field) is not None:
            statement[field] = _parsed(statement[field])
    return statement


def _parsed(text: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:  # a number beyond 64 bits, or NaN
        return json.loads(text)


def encoded(statement: Row) -> Row:
    """Give a statement with its JSON fields as the store keeps them, in place."""
    for field in _JSON_FIELDS:
        if statement.get(field) is not None:
            statement[field] = json.dumps(statement[field], ensure_ascii=False)
    return statement


def _check(label: str) -> None:
    if label not in _LABELS:
        raise ValueError(f"{label!r} is no label of the stored form")


def _sorted(properties: Mapping[str, Any]) -> Row:
    return {key: properties[key] for key in sorted(properties)}
