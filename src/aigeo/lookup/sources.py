"""What the graph was loaded from."""

from __future__ import annotations

import json
from typing import Any

from aigeo.errors import NotFoundError
from aigeo.store import Store

Row = dict[str, Any]


def sources(store: Store, limit: int | None = None, offset: int = 0) -> list[Row]:
    """Give the sources by id, each with the number of statements that it makes now."""
    page = " SKIP $offset LIMIT $limit" if limit is not None else ""
    return store.read(
        f"MATCH (s:Source) WITH s ORDER BY s.id{page} "
        "OPTIONAL MATCH (s)<-[:FROM]-(t:Statement) WHERE t.last_seen IS NULL "
        "RETURN s.id AS id, s.title AS title, s.publisher AS publisher, s.url AS url, "
        "s.published AS published, s.licence AS licence, s.dataset AS dataset, "
        "count(t) AS statements ORDER BY id",
        {"limit": limit, "offset": offset},
    )


def source(store: Store, id: str) -> Row:
    """Give a source's properties, counts of its statements and its loads, oldest first.

    Raises NotFoundError for an unknown id.
    """
    rows = store.read("MATCH (s:Source {id: $id}) RETURN s", {"id": id})
    if not rows:
        raise NotFoundError(f"no source has the id {id!r}", hint="see: aigeo sources")
    properties = {k: v for k, v in sorted(rows[0]["s"].items()) if not k.startswith("_")}
    counts = store.read(
        "MATCH (:Source {id: $id})<-[:FROM]-(t:Statement) "
        "RETURN t.kind AS kind, t.last_seen IS NULL AS current, count(*) AS n",
        {"id": id},
    )
    loads = store.read(
        "MATCH (l:Load {source: $id}) RETURN l.id AS id, l.state AS state, l.version AS version, "
        "l.started AS started, l.finished AS finished, l.counts AS counts ORDER BY started",
        {"id": id},
    )
    for load in loads:
        load["counts"] = json.loads(load["counts"] or "{}")
    if "parts" in properties:
        properties["parts"] = json.loads(properties["parts"])
    return {
        **properties,
        "statements": sum(row["n"] for row in counts if row["current"]),
        "withdrawn_statements": sum(row["n"] for row in counts if not row["current"]),
        "loads": loads,
    }
