"""Facts as the hops of an answer, each with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aigeo.influence.facts import Fact
from aigeo.influence.source import Edge

_KEPT = ("start", "end", "status", "confidence", "item", "item_name", "destination",
         "destination_name", "published", "attributed_to")  # fmt: skip


def hop_of(fact: Fact, edge: Edge) -> dict[str, Any]:
    """Give a fact as a JSON-ready hop in the order of the path, with quote, sources and dates.

    `direction` is `along` where the fact is written from `from` to `to`, else `against`.
    """
    names = (edge["subject_name"], edge["object_name"])
    return {
        "type": fact.type,
        "from": fact.source,
        "to": fact.target,
        "from_name": names[0] if fact.along else names[1],
        "to_name": names[1] if fact.along else names[0],
        "direction": "along" if fact.along else "against",
        "quote": edge["quote"],
        "sources": edge["sources"],
        "source_titles": edge.get("source_titles", []),
        **{key: edge.get(key) for key in _KEPT},
        "fact": fact.id,
        "sign": fact.sign,
    }


def name_of(entities: Mapping[str, Mapping[str, Any]], entity: str) -> str:
    """Give the name of an entity, its id where the name is unknown."""
    return str(entities.get(entity, {}).get("name", entity))
