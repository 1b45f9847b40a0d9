"""Batches of a source's first load through the embedded engine's batch API.

That API commits as it goes. So that a batch which is cut off can be told from a whole one, its
statements are tied to their source last, when all their facts are written: a statement that its
source does not know is part of an unfinished batch (aigeo.load.recovery takes it out).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from aigeo.load import graph
from aigeo.load.projecting import Projector, by_fact
from aigeo.model.vocabulary import Vocabulary
from aigeo.store import Store, Transaction
from aigeo.store.bulk import Bulk

Row = dict[str, Any]
BULK_FROM = 1000
"""Statements from which on a first load uses the batch API; for less its set-up costs more."""


class BulkWriter:
    """Writes batches of new statements and what they add up to; others must wait meanwhile."""

    def __init__(self, store: Store, vocabulary: Vocabulary, source: str, load: str) -> None:
        self._store = store
        self._vocabulary = vocabulary
        self._projector = Projector(vocabulary)
        self._source = source
        self._load = load

    def prepare(self, types: Iterable[str], relations: Iterable[str]) -> bool:
        """Make room for entities and relations of these types; tell whether `add` will work."""
        with self._store.bulk() as bulk:
            if bulk is not None:
                labels = sorted({self._vocabulary.labels(name) for name in types})
                bulk.prepare(labels, ["FROM", *sorted(relations)])
            return bulk is not None

    def add(self, batch: Sequence[Row]) -> bool:
        """Write one batch where the store has a batch API; tell whether it has."""
        with self._store.bulk() as bulk:
            if bulk is not None:
                self._add(bulk, batch)
            return bulk is not None

    def _add(self, bulk: Bulk, batch: Sequence[Row]) -> None:
        facts = {s["fact"] for s in batch}
        before = self._store.transact(lambda tx: graph.current_statements(tx, facts))
        live = by_fact(batch)
        for fact, statements in before.items():
            live[fact] = [*statements, *live[fact]]
        places = bulk.create_nodes("Statement", batch)

        def project(tx: Transaction) -> graph.Edges:
            graph.lock(tx, self._load)
            entities = [s for s in batch if s["kind"] == "entity"]
            self._projector.project(tx, entities, live, ())
            edges = self._projector.edges(tx, batch, live)
            known = {fact: edge for fact, edge in edges.items() if fact in before}
            graph.write_relations(tx, self._vocabulary, known, known)
            return {fact: edge for fact, edge in edges.items() if fact not in before}

        self._create_edges(bulk, self._store.transact(project))
        (source,) = bulk.places("Source", [self._source]).values()
        bulk.create_edges("FROM", [(place, source) for place in places])

    def _create_edges(self, bulk: Bulk, edges: graph.Edges) -> None:
        ends = {i for (_, a, b), _ in edges.values() for i in (a, b)}
        at: Mapping[str, str] = bulk.places("Entity", sorted(ends)) if ends else {}
        for kind, rows in graph.edges_by_type(self._vocabulary, edges):
            # As with MATCH and CREATE, an edge whose ends the graph lacks is not written.
            fit = [
                r for r in rows
                if r["p"] is not None and r["a"] != r["b"] and r["a"] in at and r["b"] in at
            ]  # fmt: skip
            if fit:
                bulk.create_edges(kind, [(at[r["a"]], at[r["b"]]) for r in fit],
                                  [r["p"] for r in fit])  # fmt: skip
