"""Batches of a source's first load into a server, in two transactions side by side.

A batch's statements are written by one session, what they add up to by another, which meanwhile
works on the batch before: the server uses two cores, and this process computes while it waits.
Facts always come after their statements. With each batch's facts the load notes how far they go,
so that after a cut-off the statements without facts are known (aigeo.load.recovery).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any, Self

from aigeo.load import graph
from aigeo.load.alone import FirstLoad, Transact
from aigeo.load.errands import Errands
from aigeo.load.projecting import by_fact
from aigeo.load.projection import project_entity
from aigeo.model.vocabulary import Vocabulary
from aigeo.store import Store, Transaction

Row = dict[str, Any]
HELD = 2
"""Batches under way while the next is read: one's facts are written, the other's statements."""
KINDS = ("entity", "relation")
"""In the order in which a load writes them."""


class PipedWriter:
    """Writes batches of new statements, in the order of their places, and what they add up to."""

    in_order = True
    """Whether all entities must come before any relation."""

    def __init__(self, store: Store, vocabulary: Vocabulary, source: str, load: str) -> None:
        self._store = store
        self._vocabulary = vocabulary
        self._source = source
        self._load = load
        self._own = FirstLoad(store, vocabulary, load)
        self._statements = Errands(HELD)
        self._facts = Errands(HELD)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._statements, self._facts:
            pass

    def prepare(self) -> bool:
        """Note that the load goes this way; tell whether it can, which Neo4j alone lets it."""
        if self._store.engine != "neo4j":
            return False
        self._store.write("MATCH (l:Load {id: $id}) SET l.projected = '[]'", {"id": self._load})
        self._own.begin()
        return True

    def add(self, batch: Sequence[Row]) -> None:
        """Write a batch; its facts may still be on their way when this returns."""
        stored = self._statements.send(self._create, batch)
        self._facts.send(self._project, batch, stored)

    @property
    def is_alone(self) -> bool:
        """Whether nothing but this load's own facts is in the graph, as far as is known."""
        return self._own.known.alone

    def run(self, work: Callable[[Transact], None]) -> Future[None]:
        """Do other work on the graph when its turn comes, between facts."""
        return self._facts.send(work, self._own.transact)

    def finish(self) -> None:
        """Wait until the facts of all batches are written. Raises what writing them raised."""
        self._facts.wait()

    def _create(self, batch: Sequence[Row]) -> None:
        self._store.transact(lambda tx: graph.create_statements(tx, self._source, batch))

    def _project(self, batch: Sequence[Row], stored: Future[None]) -> None:
        facts = {s["fact"] for s in batch}
        # Where nothing but this load is in the graph, only a fact that it met before is there.
        met = self._own.met.which(facts)
        self._own.met.add(facts)
        stored.result()

        def work(tx: Transaction) -> None:
            maybe = met if self._own.known.alone else facts
            self._write(tx, batch, maybe)
            tx.run(
                "MATCH (l:Load {id: $id}) SET l.projected = $at",
                {"id": self._load, "at": json.dumps(place(batch[-1]))},
            )

        self._own.transact(work)

    def _write(self, tx: Transaction, batch: Sequence[Row], maybe: set[str]) -> None:
        live = by_fact(batch)
        if maybe:
            for fact, statements in graph.current_statements(tx, maybe).items():
                live[fact] = list({s["id"]: s for s in (*statements, *live[fact])}.values())
        entities = sorted({s["fact"] for s in batch if s["kind"] == "entity"})
        if entities:
            nodes = {i: project_entity(i, live[i], self._vocabulary) for i in entities}
            graph.write_entities(tx, self._vocabulary, nodes, maybe)
        if edges := self._own.known.projector.edges(tx, batch, live):
            graph.write_relations(tx, self._vocabulary, edges, maybe)


def place(statement: Row) -> tuple[int, str, str, str]:
    """Give what orders the statements of a load: their kind, subject, type and id."""
    kind = KINDS.index(statement["kind"])
    return kind, statement["subject"], statement["type"], statement["id"]
