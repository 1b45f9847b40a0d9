"""The graph read in a fixed order with flat memory, for all export formats.

The same graph gives the same rows in the same order on both engines: everything goes by id,
edges by subject, type and id. Ids are streamed in order and their nodes fetched in batches,
because the embedded engine sorts whole nodes in memory where it sorts bare ids cheaply.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from aigeo.store import Store

Row = dict[str, Any]
NODES_A_BATCH = 2000
SUBJECTS_A_BATCH = 500
_LABELS = frozenset({"Entity", "Statement", "Source", "Load", "Judgement", "Identity"})
_JSON_FIELDS = ("qualifiers", "properties", "columns")


class Graph:
    """A read-only view of the stored graph."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def sources(self) -> Iterator[Row]:
        """Give the sources by id."""
        yield from self._nodes("Source")

    def loads(self) -> Iterator[Row]:
        """Give the loads by id."""
        yield from self._nodes("Load")

    def judgements(self) -> Iterator[Row]:
        """Give the same-as decisions by id."""
        yield from self._nodes("Judgement")

    def identities(self) -> Iterator[Row]:
        """Give, by id, the ids of sources that stand for another canonical id."""
        yield from self._nodes("Identity")

    def entities(self) -> Iterator[Row]:
        """Give the entities by id, each with `labels` beside its properties."""
        yield from self._nodes("Entity", labels=True)

    def statements(self) -> Iterator[Row]:
        """Give the statements by id; JSON fields are decoded."""
        for row in self._nodes("Statement"):
            for field in _JSON_FIELDS:
                if row.get(field):
                    row[field] = json.loads(row[field])
            yield row

    def relations(self) -> Iterator[Row]:
        """Give the edges by subject, type and id: `type`, `subject`, `object` and properties."""
        for ids in _batches(self._ids("Entity"), SUBJECTS_A_BATCH):
            rows = self._store.read(
                "UNWIND $ids AS id MATCH (a:Entity {id: id})-[r]->(b:Entity) "
                "RETURN a.id AS subject, type(r) AS type, b.id AS object, properties(r) AS p",
                {"ids": ids},
            )
            rows.sort(key=lambda r: (r["subject"], r["type"], r["p"].get("id", ""), r["object"]))
            for row in rows:
                ends = {"type": row["type"], "subject": row["subject"], "object": row["object"]}
                yield {**ends, **_sorted(row["p"])}

    def canonical(self, ids: Iterable[str]) -> dict[str, str]:
        """Give the canonical id of each id of a source, itself where no other is known."""
        wanted = sorted(set(ids))
        rows = self._store.read(
            "UNWIND $ids AS id MATCH (i:Identity {id: id}) RETURN id, i.canonical AS canonical",
            {"ids": wanted},
        )
        return {**{i: i for i in wanted}, **{row["id"]: row["canonical"] for row in rows}}

    def notices(self) -> list[Row]:
        """Give the licences and credits under which the graph's sources stand.

        One row a dataset, licence and attribution, with the number of sources: what has to
        travel with every copy.
        """
        rows = self._store.read(
            "MATCH (s:Source) RETURN s.dataset AS dataset, s.publisher AS publisher, "
            "s.licence AS licence, s.attribution AS attribution, "
            "s.commercial_use AS commercial_use, count(*) AS sources"
        )
        rows.sort(key=lambda row: json.dumps(row, sort_keys=True))
        return rows

    def _nodes(self, label: str, *, labels: bool = False) -> Iterator[Row]:
        _check(label)
        for ids in _batches(self._ids(label), NODES_A_BATCH):
            rows = self._store.read(
                f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) "
                "RETURN properties(n) AS p, labels(n) AS labels",
                {"ids": ids},
            )
            rows.sort(key=lambda row: row["p"]["id"])
            for row in rows:
                extra = {"labels": sorted(row["labels"])} if labels else {}
                yield {**_sorted(row["p"]), **extra}

    def _ids(self, label: str) -> Iterator[str]:
        _check(label)
        for row in self._store.stream(f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id"):
            yield row["id"]


def _check(label: str) -> None:
    if label not in _LABELS:
        raise ValueError(f"{label!r} is no label of the stored form")


def _sorted(properties: Mapping[str, Any]) -> Row:
    return {key: properties[key] for key in sorted(properties)}


def _batches(items: Iterable[str], size: int) -> Iterator[list[str]]:
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch
