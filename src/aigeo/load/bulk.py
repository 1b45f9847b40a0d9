"""Batches of a source's first load through the embedded engine's batch API.

That API commits as it goes. So that a batch which is cut off can be told from a whole one, its
statements are tied to their source last, when all their facts are written: a statement that its
source does not know is part of an unfinished batch (aigeo.load.recovery takes it out).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Self

from aigeo.load import graph
from aigeo.load.projecting import REMEMBERED, Projector, by_fact
from aigeo.model.vocabulary import Vocabulary
from aigeo.store import Store, Transaction
from aigeo.store.bulk import Bulk
from aigeo.store.revision import revision

Row = dict[str, Any]
BULK_FROM = 1000
"""Statements from which on a first load uses the batch API; for less its set-up costs more."""


def make_types(
    store: Store, vocabulary: Vocabulary, types: Iterable[str], relations: Iterable[str]
) -> None:
    """Make room for entities and relations of these types, before anything is written in bulk."""
    with store.bulk() as bulk:
        if bulk is not None:
            labels = sorted({vocabulary.labels(name) for name in types})
            bulk.prepare(labels, ["FROM", *sorted(relations)])


def create_pairs(store: Store, pairs: Mapping[str, Row]) -> list[Row]:
    """Write those candidate pairs, by id, that the graph lacks; give the others.

    What is left of them by a load that is cut off says of which load it is, as ever.
    """
    with store.bulk() as bulk:
        if bulk is None:
            return list(pairs.values())
        known = bulk.places("CandidatePair", list(pairs))
        bulk.create_nodes("CandidatePair", [p for id, p in pairs.items() if id not in known])
    return [pairs[id] for id in known]


class BulkWriter:
    """Writes batches of new statements and what they add up to; others must wait meanwhile."""

    def __init__(self, store: Store, vocabulary: Vocabulary, source: str, load: str) -> None:
        self._store = store
        self._vocabulary = vocabulary
        self._source = source
        self._load = load
        self._revision = ""
        self._alone = False
        self._forget()
        # The engine works without the interpreter's lock, so the next step can be computed.
        self._engine = ThreadPoolExecutor(1, "bulk")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.shutdown()

    def prepare(self) -> bool:
        """Note that the load goes this way; tell whether `add` will work."""
        with self._store.bulk() as bulk:
            if bulk is not None:
                self._store.write(
                    "MATCH (l:Load {id: $id}) SET l.in_bulk = true", {"id": self._load}
                )
                self._alone = not self._store.read("MATCH (s:Statement) RETURN s.id LIMIT 1")
                self._revision = revision(self._store.read)
            return bulk is not None

    def add(self, batch: Sequence[Row]) -> bool:
        """Write one batch where the store has a batch API; tell whether it has."""
        with self._store.bulk() as bulk:
            if bulk is not None:
                self._add(bulk, batch)
            return bulk is not None

    def finish(self) -> None:
        """Do nothing: what was added is written."""

    def _add(self, bulk: Bulk, batch: Sequence[Row]) -> None:
        if revision(self._store.read) != self._revision:
            # Another writer had its turn in between.
            self._alone = False
            self._forget()
        before = self._before(batch)
        live = by_fact(batch)
        for fact, statements in before.items():
            live[fact] = [*statements, *live[fact]]
        writing = self._engine.submit(bulk.create_nodes, "Statement", batch)
        edges = self._store.transact(lambda tx: self._projector.edges(tx, batch, live))
        places = writing.result()
        entities = [s for s in batch if s["kind"] == "entity"]
        known = {fact: edge for fact, edge in edges.items() if fact in before}

        def project(tx: Transaction) -> str:
            locked = graph.lock(tx, self._load)
            self._projector.project(tx, entities, live, ())
            graph.write_relations(tx, self._vocabulary, known, known)
            return locked

        self._revision = self._store.transact(project)
        self._create_edges(bulk, {f: edge for f, edge in edges.items() if f not in before})
        (source,) = bulk.places("Source", [self._source]).values()
        bulk.create_edges("FROM", [(place, source) for place in places])

    def _before(self, batch: Sequence[Row]) -> dict[str, list[Row]]:
        """Give the current statements of the batch's facts that the graph has already."""
        facts = {s["fact"] for s in batch}
        # Where nothing but this load is in the graph, only a fact that it met before is there.
        maybe = self._met.which(facts) if self._alone else facts
        self._met.add(facts)
        if not maybe:
            return {}
        return self._store.transact(lambda tx: graph.current_statements(tx, maybe))

    def _create_edges(self, bulk: Bulk, edges: graph.Edges) -> None:
        ends = {i for (_, a, b), _ in edges.values() for i in (a, b)}
        if missing := sorted(ends - self._places.keys()):
            if len(self._places) >= REMEMBERED:
                self._places.clear()
                missing = sorted(ends)
            self._places.update(bulk.places("Entity", missing))
        at: Mapping[str, str] = self._places
        for kind, rows in graph.edges_by_type(self._vocabulary, edges):
            # As with MATCH and CREATE, an edge whose ends the graph lacks is not written.
            fit = [
                r for r in rows
                if r["p"] is not None and r["a"] != r["b"] and r["a"] in at and r["b"] in at
            ]  # fmt: skip
            if fit:
                bulk.create_edges(
                    kind, [(at[r["a"]], at[r["b"]]) for r in fit], [r["p"] for r in fit]
                )

    def _forget(self) -> None:
        self._projector = Projector(self._vocabulary, remember=True)
        self._places: dict[str, str] = {}
        self._met = Met()


class Met:
    """Which texts were met before: sometimes wrongly yes, never wrongly no, in flat memory.

    A Bloom filter (Bloom, Space/time trade-offs in hash coding, 1970) of two bits a text: of a
    million texts, one in 280 others is taken for one of them.
    """

    BITS = 25

    def __init__(self) -> None:
        self._bits = bytearray(1 << (self.BITS - 3))

    def which(self, texts: Iterable[str]) -> set[str]:
        """Give those that may have been added."""
        bits = self._bits
        return {
            text for text in texts
            if all(bits[at >> 3] & (1 << (at & 7)) for at in self._places(text))
        }  # fmt: skip

    def add(self, texts: Iterable[str]) -> None:
        """Add texts."""
        for text in texts:
            for at in self._places(text):
                self._bits[at >> 3] |= 1 << (at & 7)

    def _places(self, text: str) -> tuple[int, int]:
        value = hash(text)
        mask = (1 << self.BITS) - 1
        return value & mask, (value >> self.BITS) & mask
