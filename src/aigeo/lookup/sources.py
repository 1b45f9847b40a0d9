"""The catalogue of what a graph was loaded from: terms, counts and the last change."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from aigeo.errors import NotFoundError
from aigeo.model.batches import batches
from aigeo.store import Store

Row = dict[str, Any]
ABOUT = (
    "title", "publisher", "url", "published", "retrieved", "licence", "attribution",
    "commercial_use", "dataset", "version", "sha256",
)  # fmt: skip
CHANGES = ("added", "changed", "withdrawn")
BATCH = 5000


def sources(store: Store, limit: int | None = None, offset: int = 0) -> list[Row]:
    """Give one entry a source, by id.

    Each has `id`, what the source says of itself (None where it says nothing), `entities` and
    `relations` (statements that it makes now), `statements` (their sum), `withdrawn` (statements
    that it made once), `versions` (loads that changed something), `changed` (when the last of
    them ended, ISO with time zone) and `last_change` (its counts).
    """
    page = " SKIP $offset LIMIT $limit" if limit is not None else ""
    rows = store.read(
        f"MATCH (s:Source) RETURN s ORDER BY s.id{page}", {"limit": limit, "offset": offset}
    )
    return _entries(store, [row["s"] for row in rows])


def source(store: Store, id: str) -> Row:
    """Give a source's entry in the catalogue, its other properties and its loads, oldest first.

    Raises NotFoundError for an unknown id.
    """
    rows = store.read("MATCH (s:Source {id: $id}) RETURN s", {"id": id})
    if not rows:
        raise NotFoundError(f"no source has the id {id!r}", hint="see: aigeo sources")
    properties = {k: v for k, v in sorted(rows[0]["s"].items()) if not k.startswith("_")}
    loads = store.read(
        "MATCH (l:Load {source: $id}) RETURN l.id AS id, l.state AS state, l.version AS version, "
        "l.started AS started, l.finished AS finished, l.counts AS counts ORDER BY started",
        {"id": id},
    )
    for load in loads:
        load["counts"] = json.loads(load["counts"] or "{}")
    if "parts" in properties:
        properties["parts"] = json.loads(properties["parts"])
    (entry,) = _entries(store, [rows[0]["s"]])
    return {**entry, **properties, "loads": loads}


def _entries(store: Store, nodes: Sequence[Row]) -> list[Row]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    loads: dict[str, list[Row]] = defaultdict(list)
    ids = [node["id"] for node in nodes]
    for some in batches(ids, BATCH):
        batch = {"ids": some}
        for row in store.read(
            "UNWIND $ids AS id MATCH (:Source {id: id})<-[:FROM]-(t:Statement) "
            "RETURN id, t.kind AS kind, t.last_seen IS NULL AS now, count(*) AS n",
            batch,
        ):
            counts[row["id"]][row["kind"] if row["now"] else "withdrawn"] += row["n"]
        for row in store.read(
            "UNWIND $ids AS id MATCH (l:Load {source: id}) WHERE l.state = 'done' "
            "RETURN id, l.counts AS counts, l.finished AS finished, l.started AS started "
            "ORDER BY started",
            batch,
        ):
            said = json.loads(row["counts"] or "{}")
            if any(said.get(key) for key in CHANGES):
                loads[row["id"]].append({"finished": row["finished"], "counts": said})
    return [_entry(node, counts[node["id"]], loads[node["id"]]) for node in nodes]


def _entry(node: Row, counts: Counter[str], loads: list[Row]) -> Row:
    last = loads[-1] if loads else {"finished": None, "counts": {}}
    kept = (*CHANGES, "rejected")
    return {
        "id": node["id"],
        **{key: node.get(key) for key in ABOUT},
        "statements": counts["entity"] + counts["relation"],
        "entities": counts["entity"],
        "relations": counts["relation"],
        "withdrawn": counts["withdrawn"],
        "versions": len(loads),
        "changed": last["finished"],
        "last_change": {k: last["counts"][k] for k in kept if k in last["counts"]},
    }
