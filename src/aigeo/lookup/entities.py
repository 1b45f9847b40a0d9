"""Entities: a list of them, and everything about one."""

from __future__ import annotations

from typing import Any

from aigeo.errors import NotFoundError
from aigeo.lookup.facts import STATEMENT, statement
from aigeo.lookup.selection import ALLOWED, Selection, known
from aigeo.model.vocabulary import vocabulary
from aigeo.store import Store

Row = dict[str, Any]

_PATTERNS = {
    "out": "MATCH (e:Entity {id: $id})-[r]->(o:Entity)",
    # The embedded engine turns an arrow that points back round, and then begins at every entity.
    "in": "MATCH (e:Entity {id: $id}) WITH e MATCH (e)<-[r]-(o:Entity)",
}


def entities(
    store: Store,
    type: str = "Entity",
    country: str | None = None,
    source: str | None = None,
    limit: int = 100,
    offset: int = 0,
) -> list[Row]:
    """Give entities by id: `id`, `name`, `type`, `countries`, `statement_count`, `confidence`.

    `type` takes in the types below it. Raises UsageError for an unknown type.
    """
    known("entity type", [type], vocabulary().entity_types)
    return store.read(
        f"MATCH (e:{type}) WHERE ($country IS NULL OR $country IN e.countries) "
        "AND ($source IS NULL OR $source IN e.sources) "
        "WITH e ORDER BY e.id SKIP $offset LIMIT $limit "
        "RETURN e.id AS id, e.name AS name, e.type AS type, e.countries AS countries, "
        "e.statement_count AS statement_count, e.confidence AS confidence ORDER BY id",
        {"country": country, "source": source, "limit": limit, "offset": offset},
    )


def described(store: Store, id: str, limit: int = 0) -> Row:
    """Give an entity with its other ids and its relations, at most `limit` (0: all) each way.

    Raises NotFoundError where the graph has no entity of that canonical id.
    """
    rows = store.read("MATCH (e:Entity {id: $id}) RETURN e, labels(e) AS labels", {"id": id})
    if not rows:
        raise NotFoundError(f"no entity has the id {id!r}")
    row = rows[0]
    properties = {k: v for k, v in sorted(row["e"].items()) if not k.startswith("_")}
    other = store.read(
        "MATCH (i:Identity {canonical: $id}) WHERE i.id <> $id RETURN i.id AS id ORDER BY id",
        {"id": id},
    )
    relations = {direction: _relations(store, id, direction, limit) for direction in _PATTERNS}
    return {
        "id": id,
        "name": properties.pop("name"),
        "type": properties.pop("type"),
        "labels": sorted(row["labels"]),
        "other_ids": [r["id"] for r in other],
        "properties": {k: v for k, v in properties.items() if k != "id"},
        "relations": [row for rows in relations.values() for row in rows],
        "relation_counts": {
            direction: _count(store, id, direction) if len(rows) == limit else len(rows)
            for direction, rows in relations.items()
        },
    }


def _relations(store: Store, id: str, direction: str, limit: int) -> list[Row]:
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


def relations(
    store: Store, id: str, selection: Selection, limit: int = 100, offset: int = 0
) -> list[Row]:
    """Give the facts of an entity, the best supported first, each with its ends and evidence.

    `subject` and `object` follow the fact as it is written; `other_type` is the type of the end
    that is not `id`.
    """
    rows = store.read(
        f"MATCH (e:Entity {{id: $id}})-[r]-(o:Entity) WHERE {ALLOWED} "
        "RETURN type(r) AS type, startNode(r) = e AS out, e.name AS name, o.id AS other, "
        "o.name AS other_name, o.type AS other_type, properties(r) AS p "
        "ORDER BY p.statement_count DESC, p.confidence DESC, p.id SKIP $offset LIMIT $limit",
        {"id": id, "limit": limit, "offset": offset, **selection.parameters()},
    )
    return [_relation(id, row) for row in rows]


def _relation(id: str, row: Row) -> Row:
    here, there = (id, row["name"]), (row["other"], row["other_name"])
    subject, object_ = (here, there) if row["out"] else (there, here)
    return {
        "type": row["type"],
        "subject": subject[0],
        "subject_name": subject[1],
        "object": object_[0],
        "object_name": object_[1],
        "direction": "out" if row["out"] else "in",
        "other": row["other"],
        "other_name": row["other_name"],
        "other_type": row["other_type"],
        **{key: row["p"][key] for key in sorted(row["p"])},
    }


def statements_about(store: Store, id: str, limit: int = 100, offset: int = 0) -> list[Row]:
    """Give what sources say of an entity itself, by statement id; see `facts.statement`."""
    rows = store.read(
        f"MATCH (s:Statement {{fact: $id}})-[:FROM]->(x:Source) {STATEMENT} "
        "ORDER BY s.id SKIP $offset LIMIT $limit",
        {"id": id, "limit": limit, "offset": offset},
    )
    return [statement(row) for row in rows]
