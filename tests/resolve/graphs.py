"""Small graphs for tests of names and identities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aigeo.load import graph
from aigeo.model.vocabulary import vocabulary
from aigeo.store import Store

Described = tuple[str, str, str, Sequence[str]]
"""(id, type, name, aliases)"""


def write(store: Store, entities: Iterable[Described]) -> None:
    """Write bare entities with their names, without statements."""
    nodes = {
        id: {
            "id": id, "type": type, "name": name, "aliases": list(aliases), "statement_count": 1,
            "generic": False,
        }
        for id, type, name, aliases in entities
    }  # fmt: skip
    store.transact(lambda tx: graph.write_entities(tx, vocabulary(), dict(nodes)))
