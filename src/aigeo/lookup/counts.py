"""How much the graph holds."""

from __future__ import annotations

from typing import Any

from aigeo.model.vocabulary import vocabulary
from aigeo.store import Store


def counted(store: Store) -> dict[str, Any]:
    """Give `{"entities": {label: n}, "relations": {type: n}, "statements": n, "sources": n}`.

    Labels and types that nothing has are left out. Each is counted by itself, which Neo4j
    answers from its counters.
    """
    words = vocabulary()
    entities = {name: _count(store, f"(n:{name})") for name in words.entity_types}
    relations = {name: _count(store, f"()-[n:{name}]->()") for name in words.relation_types}
    return {
        "entities": {name: n for name, n in entities.items() if n},
        "relations": {name: n for name, n in relations.items() if n},
        "statements": _count(store, "(n:Statement)"),
        "sources": _count(store, "(n:Source)"),
    }


def _count(store: Store, pattern: str) -> int:
    return int(store.read(f"MATCH {pattern} RETURN count(n) AS n")[0]["n"])
