"""Values of the Bolt driver made plain, so that callers never meet driver classes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from neo4j.graph import Node, Path, Relationship

ID = "id"
_PLAIN = frozenset({str, int, float, bool, type(None)})
"""Classes of most values: asking for the class is cheaper than `isinstance` of several."""


def plain(value: Any) -> Any:
    """Give `value` as strings, numbers, booleans, None, lists and dicts.

    A node becomes its properties with `_labels`; a relationship its properties with `_type`,
    `_start` and `_end` (entity ids where the engine sent them); a path a dict of `nodes` and
    `relationships`; temporal values ISO 8601 text.
    """
    if value.__class__ in _PLAIN:
        return value
    if isinstance(value, Node):
        return {**_plain_map(value), "_labels": sorted(value.labels)}
    if isinstance(value, Relationship):
        ends = [node.get(ID) if node is not None else None for node in value.nodes]
        return {**_plain_map(value), "_type": value.type, "_start": ends[0], "_end": ends[1]}
    if isinstance(value, Path):
        return {
            "nodes": [plain(node) for node in value.nodes],
            "relationships": [plain(rel) for rel in value.relationships],
        }
    if isinstance(value, Mapping):
        return _plain_map(value)
    if isinstance(value, list | tuple | set | frozenset):
        if _PLAIN.issuperset(map(type, value)):  # long lists of numbers and texts are common
            return list(value)
        return [plain(item) for item in value]
    if hasattr(value, "iso_format"):
        return value.iso_format()
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return str(value)


def _plain_map(value: Mapping[str, Any]) -> dict[str, Any]:
    return {key: item if item.__class__ in _PLAIN else plain(item) for key, item in value.items()}
