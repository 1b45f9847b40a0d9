"""Plans that a server makes of a load's statements, made while the load still reads.

Neo4j takes 20 to 80 ms to plan a statement that it has no plan of, and a reload asks it some
fifty: more than it works on all of them (docs/decisions/0107-plans-made-while-reading.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from aigeo.load import graph
from aigeo.resolve.blocked import KINDS, stored
from aigeo.resolve.known import judged_apart, known_canonical_ids
from aigeo.resolve.linking import from_row
from aigeo.store import Store, Transaction

NOBODY = "\N{REPLACEMENT CHARACTER}"
"""An id and a name that nothing has, so that what is asked of it finds and changes nothing."""


@contextmanager
def plans_ahead(store: Store) -> Iterator[None]:
    """Have a server make its plans meanwhile; an engine that keeps none is asked nothing."""
    if store.engine != "neo4j":
        yield
        return
    with ThreadPoolExecutor(1, "plans") as thread:
        # Should it fail, plans are made when they are needed.
        thread.submit(ask_of_nobody, store)
        yield


def ask_of_nobody(store: Store) -> None:
    """Ask what linking and writing ask, in their order."""
    judged_apart(store)
    known_canonical_ids(store, {NOBODY})
    stored(store, [(kind, NOBODY) for kind in KINDS], from_row, set())
    store.transact(_write_nothing)


def _write_nothing(tx: Transaction) -> None:
    graph.current_statements(tx, [NOBODY])
    graph.create_statements(tx, NOBODY, [])
    graph.existing_labels(tx, [NOBODY])
    graph.untie_names(tx, [{"id": NOBODY, "name": NOBODY}])
    graph.drop_idle_names(tx, [NOBODY])
    graph.canonical_ids(tx, [NOBODY])
