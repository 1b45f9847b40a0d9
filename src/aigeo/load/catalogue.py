"""The catalogue of what a graph was loaded from, with terms, counts and the last change."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import Any

from aigeo.store import Store

ABOUT = (
    "title", "publisher", "url", "published", "retrieved", "licence", "attribution",
    "commercial_use", "dataset", "version", "sha256",
)  # fmt: skip


def catalogue(store: Store) -> list[dict[str, Any]]:
    """Give one entry a source, by id.

    Each has `id`, what the source says of itself (None where it says nothing), `entities` and
    `relations` (statements that it makes now), `statements` (their sum), `withdrawn` (statements
    that it made once), `versions` (loads that changed something), `changed` (when the last of
    them ended, ISO with time zone) and `last_change` (its counts).
    """
    sources = store.read("MATCH (s:Source) RETURN s ORDER BY s.id")
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in store.read(
        "MATCH (s:Source)<-[:FROM]-(t:Statement) "
        "RETURN s.id AS id, t.kind AS kind, t.last_seen IS NULL AS now, count(*) AS n"
    ):
        counts[row["id"]][row["kind"] if row["now"] else "withdrawn"] += row["n"]
    loads: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in store.read(
        "MATCH (l:Load) WHERE l.state = 'done' RETURN l.source AS source, l.counts AS counts, "
        "l.finished AS finished, l.started AS started ORDER BY started"
    ):
        said = json.loads(row["counts"] or "{}")
        if any(said.get(key) for key in ("added", "changed", "withdrawn")):
            loads[row["source"]].append({"finished": row["finished"], "counts": said})
    return [
        _entry(row["s"], counts[row["s"]["id"]], loads[row["s"]["id"]])
        for row in sources
    ]  # fmt: skip


def _entry(
    source: dict[str, Any], counts: Counter[str], loads: list[dict[str, Any]]
) -> dict[str, Any]:
    last = loads[-1] if loads else {"finished": None, "counts": {}}
    kept = ("added", "changed", "withdrawn", "rejected")
    return {
        "id": source["id"],
        **{key: source.get(key) for key in ABOUT},
        "statements": counts["entity"] + counts["relation"],
        "entities": counts["entity"],
        "relations": counts["relation"],
        "withdrawn": counts["withdrawn"],
        "versions": len(loads),
        "changed": last["finished"],
        "last_change": {k: last["counts"][k] for k in kept if k in last["counts"]},
    }
