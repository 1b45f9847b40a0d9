"""The graph as it was known on a day (transaction time), for the length of one question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from aigeo.answers.supposing import forget_revision
from aigeo.load.projecting import Projector
from aigeo.model.batches import batches
from aigeo.model.vocabulary import vocabulary
from aigeo.store import Store, Transaction
from aigeo.store.view import Altered, View

T = TypeVar("T")
Row = dict[str, Any]


def as_known(store: Store, day: str, ask: Callable[[Store], T]) -> T:
    """Ask the graph of what sources had said, and not yet taken back, at the end of `day`.

    Statements first read later are left out and those withdrawn later count again (decision
    0005); the facts they touch are computed anew in a transaction that is rolled back. Merges,
    reviews and titles of sources are today's. The cost grows with what has changed since `day`.
    """

    def work(tx: Transaction) -> T:
        revision = forget_revision(tx)
        later = tx.run("MATCH (s:Statement) WHERE s.first_seen > $day RETURN s", {"day": day})
        # The other condition is applied here, for the engines would look it up first.
        back = [
            row
            for row in tx.run("MATCH (s:Statement) WHERE s.last_seen > $day RETURN s", {"day": day})
            if row["s"]["first_seen"] <= day
        ]
        size = store.settings.batch
        for ids in batches((row["s"]["id"] for row in later), size):
            tx.run("UNWIND $ids AS id MATCH (s:Statement {id: id}) DETACH DELETE s", {"ids": ids})
        for ids in batches((row["s"]["id"] for row in back), size):
            tx.run(
                "UNWIND $ids AS id MATCH (s:Statement {id: id}) REMOVE s.last_seen", {"ids": ids}
            )
        touched = [row["s"] for row in (*later, *back)]
        _reproject(tx, touched, size)
        facts, entities = (
            frozenset(s["fact"] for s in touched if s["kind"] == kind)
            for kind in ("relation", "entity")
        )
        return ask(View(store, tx, Altered(revision, facts, entities)))

    return store.rehearse(work)


def _reproject(tx: Transaction, touched: list[Row], size: int) -> None:
    projector = Projector(vocabulary())
    # Entities that come back must be there before the facts that tie them.
    for kind in ("entity", "relation"):
        for batch in batches((s for s in touched if s["kind"] == kind), size):
            projector.reproject(tx, batch)
