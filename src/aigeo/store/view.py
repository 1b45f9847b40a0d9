"""The graph as one open transaction sees it, for analyses that ask a store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from aigeo.errors import StoreError
from aigeo.store.store import Parameters, Row, Store, Transaction

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Altered:
    """In what a transaction has made the graph another one than that of a revision.

    `facts` and `entities` (ids) hold everything that may be new, gone or different.
    """

    revision: str
    facts: frozenset[str]
    entities: frozenset[str]


class View(Store):
    """A store whose reads run inside a transaction that somebody else opened and will close.

    Whatever asks a store (saved queries, influence, lookups by name) thereby sees what the
    transaction has changed and not committed. It cannot write. `altered` says what that was, None
    where it has changed nothing.
    """

    def __init__(self, store: Store, tx: Transaction, altered: Altered | None = None) -> None:
        self.settings = store.settings
        self.engine = store.engine
        self.time_limit = store.time_limit
        self.below = store
        self.altered = altered
        self._transaction = tx

    def read(self, cypher: str, parameters: Parameters = None) -> list[Row]:
        """Run one statement in the transaction; give its rows."""
        return self._transaction.run(cypher, parameters)

    def reading(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in the transaction."""
        return work(self._transaction)

    def stream(self, cypher: str, parameters: Parameters = None) -> Iterator[Row]:
        """Give the rows of one statement, read whole: a transaction holds one result at a time."""
        yield from self.read(cypher, parameters)

    def explain(self, cypher: str, parameters: Parameters = None) -> str:
        """Give the kind of a statement; it does not depend on what the graph holds."""
        return self.below.explain(cypher, parameters)

    def write(self, cypher: str, parameters: Parameters = None) -> list[Row]:  # noqa: ARG002
        """Refuse: raises StoreError."""
        raise StoreError("a view of the graph is read only")

    def transact(self, work: Callable[[Transaction], T]) -> T:  # noqa: ARG002
        """Refuse: raises StoreError."""
        raise StoreError("a view of the graph is read only")

    def rehearse(self, work: Callable[[Transaction], T]) -> T:  # noqa: ARG002
        """Refuse: raises StoreError."""
        raise StoreError("a view of the graph is read only")

    def close(self) -> None:
        """Do nothing; who opened the transaction closes it."""
