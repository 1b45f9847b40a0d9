"""Parts of the graph as nodes and edges, for drawing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from aigeo.lookup.selection import ALLOWED, Selection
from aigeo.model.batches import batches
from aigeo.store import Store

Row = dict[str, Any]
Part = dict[str, list[Row]]

IDS_A_BATCH = 1000
_NODE = ("e.id AS id, e.name AS name, e.type AS type, coalesce(e.countries, []) AS countries, "
         "coalesce(e.generic, false) AS generic, e.statement_count AS statement_count")  # fmt: skip
_EDGE = (
    "r.id AS id, type(r) AS type, startNode(r).id AS subject, endNode(r).id AS object, "
    "r.sign AS sign, r.weight AS weight, r.confidence AS confidence, r.status AS status, "
    "r.start AS start, r.end AS end, r.valid_from AS valid_from, r.valid_to AS valid_to, "
    "r.published AS published, r.quote AS quote, r.sources AS sources, "
    "r.source_titles AS source_titles, r.influence AS influence, r.item_name AS item_name"
)


def overview(store: Store, selection: Selection, limit: int, relations: int) -> Part:
    """Give the best known entities, at most `limit`, and at most `relations` facts among them."""
    rows = store.read(
        "MATCH (e:Entity) WITH e ORDER BY e.statement_count DESC, e.id LIMIT $limit "
        "RETURN e.id AS id",
        {"limit": limit},
    )
    return within(store, [row["id"] for row in rows], selection, relations)


def within(store: Store, ids: Sequence[str], selection: Selection, relations: int) -> Part:
    """Give entities by id and the facts among them, at most `relations`. Unknown ids are left out.

    A node has `id`, `name`, `type`, `countries`, `generic` and `statement_count`; an edge `id`,
    `type`, `subject`, `object`, `sign`, `weight`, `confidence`, dates, `status`, the best `quote`,
    `sources` and `source_titles`.
    """
    wanted = list(dict.fromkeys(ids))
    edges: dict[str, Row] = {}
    for batch in batches(wanted, IDS_A_BATCH):
        rows = store.read(
            "UNWIND $ids AS id MATCH (e:Entity {id: id})-[r]->(o:Entity) "
            f"WHERE o.id IN $all AND {ALLOWED} RETURN {_EDGE} LIMIT $limit",
            {"ids": batch, "all": wanted, "limit": relations, **selection.parameters()},
        )
        edges.update((row["id"], row) for row in rows)
    shown = sorted(edges.values(), key=lambda row: (-row["confidence"], row["id"]))
    return {"nodes": _nodes(store, wanted), "edges": shown[:relations]}


def around(store: Store, id: str, selection: Selection, limit: int, offset: int = 0) -> Part:
    """Give an entity, its facts, the best supported first, and the entities that they lead to."""
    edges = store.read(
        f"MATCH (e:Entity {{id: $id}})-[r]-(o:Entity) WHERE {ALLOWED} "
        f"RETURN {_EDGE}, r.statement_count AS statement_count "
        "ORDER BY statement_count DESC, confidence DESC, id SKIP $offset LIMIT $limit",
        {"id": id, "limit": limit, "offset": offset, **selection.parameters()},
    )
    ends = [end for edge in edges for end in (edge["subject"], edge["object"])]
    return {"nodes": _nodes(store, dict.fromkeys([id, *ends])), "edges": edges}


def _nodes(store: Store, ids: Iterable[str]) -> list[Row]:
    return [
        row
        for batch in batches(ids, IDS_A_BATCH)
        for row in store.read(
            f"UNWIND $ids AS id MATCH (e:Entity {{id: id}}) RETURN {_NODE}", {"ids": batch}
        )
    ]
