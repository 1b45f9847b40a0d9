"""Opening the graph, ready for use."""

from __future__ import annotations

from aigeo.config import Settings
from aigeo.store.migrations import prepare
from aigeo.store.store import Store


def open_store(settings: Settings | None = None) -> Store:
    """Connect to the graph that `settings` name (default: the environment's) and prepare it.

    Starts or shares the embedded engine, or connects to Neo4j; makes constraints and indexes on
    first use and migrates an older stored form. Raises StoreError when the server cannot be
    reached or refuses the password, when another process holds the folder and does not answer,
    or when a newer aigeo wrote the graph.
    """
    store = Store(settings or Settings.from_env())
    try:
        prepare(store)
    except BaseException:
        store.close()
        raise
    return store
