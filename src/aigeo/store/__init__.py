"""The graph store: Bolt access to the embedded engine or to Neo4j."""

from aigeo.store.opening import open_store
from aigeo.store.store import Store, Transaction

__all__ = ["Store", "Transaction", "open_store"]
