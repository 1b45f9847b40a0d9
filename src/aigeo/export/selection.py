"""Which part of the graph is exported.

A relation is in when it has one of the wanted types, a current statement of one of the wanted
sources, holds on the date, is sure enough, and both its ends are in. An entity is in when it has
one of the wanted types (subtypes count) and is sure enough; with sources, when one of them
describes it; around an entity, when relations that are in lead to it within so many hops; with
relation types, when a relation that is in, or a qualifier of one, names it. Statements follow
their facts, sources, loads and identities what they belong to.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from aigeo.errors import NotFoundError, UsageError
from aigeo.export.reader import NODES_A_BATCH, SUBJECTS_A_BATCH, Graph, Row, decoded
from aigeo.model.batches import batches
from aigeo.model.dates import first_day
from aigeo.model.vocabulary import vocabulary
from aigeo.store import Store

MAX_HOPS = 10


@dataclass(frozen=True, slots=True)
class Selection:
    """What is wanted; empty fields leave nothing out."""

    types: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    """Ids of sources, or names of datasets that stand for all their sources."""
    as_of: str | None = None
    min_confidence: float = 0.0
    around: str | None = None
    """Canonical id of an entity."""
    hops: int = 1

    def __post_init__(self) -> None:
        words = vocabulary()
        _known("entity type", self.types, words.entity_types)
        _known("relation type", self.relations, words.relation_types)
        if not 0.0 <= self.min_confidence <= 1.0:
            raise UsageError(f"confidence {self.min_confidence} is not between 0 and 1")
        if not 0 <= self.hops <= MAX_HOPS:
            raise UsageError(f"hops must be between 0 and {MAX_HOPS}")
        if self.as_of is not None:
            try:
                date.fromisoformat(first_day(self.as_of))
            except ValueError as error:
                raise UsageError(f"{self.as_of!r} is not an ISO date") from error

    def __bool__(self) -> bool:
        return self != Selection(hops=self.hops)


def _known(what: str, wanted: Iterable[str], known: Iterable[str]) -> None:
    for name in wanted:
        if name not in known:
            raise UsageError(f"unknown {what} {name!r}", hint=f"known: {', '.join(sorted(known))}")


_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE source (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE said (fact TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE entity (id TEXT PRIMARY KEY, hop INTEGER) WITHOUT ROWID;
CREATE TABLE relation (fact TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE used (source TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE run (load TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE named (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE statement (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE name (id TEXT PRIMARY KEY) WITHOUT ROWID;
"""


class SelectedGraph(Graph):
    """A part of the graph; which part is kept in a temporary file, so that memory stays flat."""

    def __init__(self, store: Store, selection: Selection) -> None:
        super().__init__(store)
        self._wanted = selection
        self._labels = frozenset(selection.types)
        self._folder = tempfile.TemporaryDirectory(prefix="aigeo-")
        self._db = sqlite3.connect(Path(self._folder.name) / "selection.sqlite",
                                   isolation_level=None)  # fmt: skip
        self._db.executescript(_TABLES)
        self._db.execute("BEGIN")
        self._chosen = False
        self._choose()

    def close(self) -> None:
        """Drop the temporary file."""
        self._db.close()
        self._folder.cleanup()

    def sources(self) -> Iterator[Row]:
        """Give the sources that speak for the facts and entities that are in."""
        yield from self._nodes_by_id("Source", self._column("SELECT source FROM used ORDER BY 1"))

    def loads(self) -> Iterator[Row]:
        """Give the loads that brought the statements that are in."""
        yield from self._nodes_by_id("Load", self._column("SELECT load FROM run ORDER BY 1"))

    def judgements(self) -> Iterator[Row]:
        """Give the decisions on ids of entities that are in."""
        for rows in batches(super().judgements(), NODES_A_BATCH):
            ids = {row[side] for row in rows for side in ("left", "right")}
            kept = {i for i, c in self.canonical(ids).items() if self._has("entity", "id", c)}
            yield from (row for row in rows if row["left"] in kept or row["right"] in kept)

    def identities(self) -> Iterator[Row]:
        """Give the ids that stand for an entity that is in."""
        for row in super().identities():
            if self._has("entity", "id", row["canonical"]):
                yield row

    def candidate_pairs(self) -> Iterator[Row]:
        """Give the candidate pairs of entities that are both in."""
        for row in super().candidate_pairs():
            if all(self._has("entity", "id", row[side]) for side in ("left", "right")):
                yield row

    def entities(self) -> Iterator[Row]:
        """Give the entities that are in."""
        yield from self._nodes_by_id("Entity", self._entity_ids(), labels=True)

    def relations(self) -> Iterator[Row]:
        """Give the relations that are in."""
        for row in super().relations():
            if self._has("relation", "fact", row["id"]):
                yield row

    def statements(self) -> Iterator[Row]:
        """Give the statements of the facts and entities that are in."""
        for row in self._nodes("Statement"):
            if self._keeps(row):
                yield decoded(row)

    def statements_of(self, facts: Iterable[str]) -> dict[str, list[Row]]:
        """Give the statements of facts that are in, of the wanted sources."""
        found = super().statements_of(facts)
        return {
            fact: [row for row in rows if self._from_wanted(row)] for fact, rows in found.items()
        }

    def names(self) -> Iterator[tuple[str, list[str]]]:
        """Give the names of entities that are in."""
        for name, ids in super().names():
            if kept := [i for i in ids if self._has("entity", "id", i)]:
                yield name, kept

    def _choose(self) -> None:
        wanted = self._wanted
        if wanted.sources:
            self._choose_sources()
        if wanted.around is not None:
            self._walk(wanted.around, wanted.hops)
        else:
            for row in super().entities():
                if self._fits(row):
                    self._add("entity", row["id"], None)
        self._chosen = True  # from here on only relations of these entities are read
        for row in super().relations():
            ends_in = all(self._has("entity", "id", row[end]) for end in ("subject", "object"))
            if ends_in and self._fits_relation(row):
                self._add("relation", row["id"])
                for entity in _named(row):
                    self._add("named", entity)
        if wanted.relations and wanted.around is None:
            self._db.execute("DELETE FROM entity WHERE id NOT IN (SELECT id FROM named)")
        self._note_sources()

    def _note_sources(self) -> None:
        # What a fact says adds up from all its sources, so the licence of each counts.
        about = (
            "RETURN s.id AS id, s.kind AS kind, s.fact AS fact, s.source AS source, s.load AS load"
        )
        if self._wanted.around is None:
            rows = self._store.stream(f"MATCH (s:Statement) {about}")
        else:  # a neighbourhood is a small part, which indexes find
            facts = self._column("SELECT id FROM entity UNION SELECT fact FROM relation")
            rows = self._each("UNWIND $ids AS id MATCH (s:Statement {fact: id}) " + about, facts)
        for row in rows:
            if self._has_fact(row):
                self._add("used", row["source"])
                if self._wanted.around is not None:
                    self._add("statement", row["id"])
                if self._from_wanted(row):
                    self._add("run", row["load"])
        if self._wanted.around is not None:
            found = "UNWIND $ids AS id MATCH (e:Entity {id: id})<-[:NAMES]-(n:Name) "
            for row in self._each(found + "RETURN DISTINCT n.id AS id", self._entity_ids()):
                self._add("name", row["id"])

    def _each(self, cypher: str, ids: Iterable[str]) -> Iterator[Row]:
        for some in batches(ids, NODES_A_BATCH):
            yield from self._store.read(cypher, {"ids": some})

    def _choose_sources(self) -> None:
        for name in self._wanted.sources:
            rows = self._store.read(
                "MATCH (s:Source) WHERE s.id = $name OR s.dataset = $name RETURN s.id AS id",
                {"name": name},
            )
            if not rows:
                raise NotFoundError(
                    f"no source or dataset is named {name!r}", hint="see: aigeo sources"
                )
            for row in rows:
                self._add("source", row["id"])
        for source in self._column("SELECT id FROM source ORDER BY 1"):
            rows_ = self._store.stream(
                "MATCH (:Source {id: $id})<-[:FROM]-(s:Statement) "
                "WHERE s.last_seen IS NULL RETURN s.fact AS fact",
                {"id": source},
            )
            for row in rows_:
                self._add("said", row["fact"])

    def _walk(self, start: str, hops: int) -> None:
        for row in self._nodes_by_id("Entity", [start], labels=True):
            self._add("entity", row["id"], 0)
        for hop in range(hops):
            edge = self._column("SELECT id FROM entity WHERE hop = ? ORDER BY 1", (hop,))
            for ids in batches(edge, SUBJECTS_A_BATCH):
                rows = self._store.read(
                    "UNWIND $ids AS id MATCH (a:Entity {id: id})-[r]-(b:Entity) "
                    "RETURN b.id AS id, labels(b) AS labels, type(r) AS type, "
                    "b.confidence AS confidence, properties(r) AS p",
                    {"ids": ids},
                )
                for row in rows:
                    if self._fits_relation({**row["p"], "type": row["type"]}) and self._fits(row):
                        self._add("entity", row["id"], hop + 1)

    def _fits(self, entity: Row) -> bool:
        if self._labels and self._labels.isdisjoint(entity["labels"]):
            return False
        if float(entity.get("confidence") or 0.0) < self._wanted.min_confidence:
            return False
        return not self._wanted.sources or self._has("said", "fact", entity["id"])

    def _fits_relation(self, edge: Row) -> bool:
        wanted = self._wanted
        if wanted.relations and edge["type"] not in wanted.relations:
            return False
        if float(edge.get("confidence") or 0.0) < wanted.min_confidence:
            return False
        if wanted.as_of is not None:
            day = first_day(wanted.as_of)
            if (edge.get("valid_from") or "") > day or (edge.get("valid_to") or "9999") < day:
                return False
        return not wanted.sources or self._has("said", "fact", edge["id"])

    def _keeps(self, statement: Row) -> bool:
        return self._has_fact(statement) and self._from_wanted(statement)

    def _has_fact(self, statement: Row) -> bool:
        table, key = ("entity", "id") if statement["kind"] == "entity" else ("relation", "fact")
        return self._has(table, key, statement["fact"])

    def _from_wanted(self, statement: Row) -> bool:
        return not self._wanted.sources or self._has("source", "id", statement["source"])

    def _entity_ids(self) -> Iterator[str]:
        yield from self._column("SELECT id FROM entity ORDER BY id")

    def _ids(self, label: str) -> Iterator[str]:
        if label == "Entity" and self._chosen:
            yield from self._entity_ids()
        elif label in ("Statement", "Name") and self._wanted.around is not None:
            yield from self._column(f"SELECT id FROM {label.lower()} ORDER BY id")  # noqa: S608 - our own names
        else:
            yield from super()._ids(label)

    def _add(self, table: str, *values: Any) -> None:
        marks = ", ".join("?" * len(values))
        self._db.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", values)  # noqa: S608 - our own names

    def _has(self, table: str, key: str, value: str) -> bool:
        found = self._db.execute(f"SELECT 1 FROM {table} WHERE {key} = ?", (value,))  # noqa: S608 - our own names
        return found.fetchone() is not None

    def _column(self, query: str, parameters: tuple[Any, ...] = ()) -> Iterator[str]:
        cursor = self._db.execute(query, parameters)
        while rows := cursor.fetchmany(NODES_A_BATCH):
            yield from (row[0] for row in rows)


def _named(relation: Row) -> list[str]:
    """Give the ids of all entities that a relation names: its ends and its qualifiers."""
    qualifiers = vocabulary().relation_types[relation["type"]].qualifiers
    others = [relation.get(n) for n, q in qualifiers.items() if q.range == "entity"]
    return [relation["subject"], relation["object"], *(i for i in others if i)]
