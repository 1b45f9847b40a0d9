"""Everything that the graph says about one entity."""

from __future__ import annotations

import difflib
from typing import Any

from aigeo.errors import UsageError
from aigeo.model.vocabulary import vocabulary
from aigeo.store import Store


def described(store: Store, id: str, limit: int = 0) -> dict[str, Any]:
    """Give an entity with its other ids and its relations, at most `limit` (0: all) each way."""
    (row,) = store.read("MATCH (e:Entity {id: $id}) RETURN e, labels(e) AS labels", {"id": id})
    properties = {k: v for k, v in sorted(row["e"].items()) if not k.startswith("_")}
    other = store.read(
        "MATCH (i:Identity {canonical: $id}) WHERE i.id <> $id RETURN i.id AS id ORDER BY id",
        {"id": id},
    )
    return {
        "id": id,
        "name": properties.pop("name"),
        "type": properties.pop("type"),
        "labels": sorted(row["labels"]),
        "other_ids": [r["id"] for r in other],
        "properties": {k: v for k, v in properties.items() if k != "id"},
        "relations": [*_relations(store, id, "out", limit), *_relations(store, id, "in", limit)],
        "relation_counts": {d: _count(store, id, d) for d in ("out", "in")},
    }


_PATTERNS = {
    "out": "MATCH (e:Entity {id: $id})-[r]->(o:Entity)",
    "in": "MATCH (e:Entity {id: $id})<-[r]-(o:Entity)",
}


def _relations(store: Store, id: str, direction: str, limit: int) -> list[dict[str, Any]]:
    rows = store.read(
        f"{_PATTERNS[direction]} RETURN type(r) AS type, o.id AS other, o.name AS other_name, "
        "properties(r) AS p ORDER BY p.statement_count DESC, p.confidence DESC, p.id"
        + (" LIMIT $limit" if limit else ""),
        {"id": id, "limit": limit},
    )
    rows.sort(key=lambda r: (r["type"], r["other_name"], r["p"]["id"]))
    return [
        {
            "direction": direction,
            "type": row["type"],
            "other": row["other"],
            "other_name": row["other_name"],
            **{key: row["p"][key] for key in sorted(row["p"])},
        }
        for row in rows
    ]


def _count(store: Store, id: str, direction: str) -> int:
    return int(store.read(f"{_PATTERNS[direction]} RETURN count(r) AS n", {"id": id})[0]["n"])


def listed(
    store: Store, type: str, *, country: str | None, name: str | None, limit: int
) -> list[dict[str, Any]]:
    """Give entities of a type, those with the most statements first.

    `country` is an ISO code of two letters, `name` a part of the name in any case. Raises
    UsageError for an unknown type.
    """
    known = vocabulary().entity_types
    if type not in known:
        near = difflib.get_close_matches(type.title(), known, n=3)
        raise UsageError(
            f"unknown entity type {type!r}", hint=f"did you mean {', '.join(near or known)}?"
        )
    return store.read(
        f"MATCH (e:{known[type].name}) "
        "WHERE ($country IS NULL OR $country IN e.countries) "
        "AND ($name IS NULL OR toLower(e.name) CONTAINS toLower($name)) "
        "RETURN e.id AS id, e.name AS name, e.type AS type, e.countries AS countries, "
        "e.statement_count AS statement_count, e.sources AS sources "
        "ORDER BY statement_count DESC, id LIMIT $limit",
        {"country": country.lower() if country else None, "name": name, "limit": limit},
    )
