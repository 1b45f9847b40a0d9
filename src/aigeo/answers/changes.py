"""What changed in the facts: new, begun, ended, withdrawn and corrected ones."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from aigeo.influence.reading import by_relation, kept
from aigeo.influence.snapshot import Snapshot
from aigeo.load import graph
from aigeo.load.projection import project_relation
from aigeo.model.batches import batches
from aigeo.model.vocabulary import vocabulary
from aigeo.store import Store, Transaction

Row = dict[str, Any]
KINDS = ("new", "began", "ended", "withdrawn", "corrected", "confidence")
_CLAIMED = ("start", "end", "status", "contradicted_by", "attributed_to")
"""Properties of an edge in which a change is a correction, beside its qualifiers."""
_COMPUTED = ("confidence", "source_count")
_APART = {*_CLAIMED, *_COMPUTED, "id", "valid_from", "valid_to", "sign", "influence", "weight",
          "quote", "published", "sources", "source_titles", "statement_count",
          "first_seen"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that changed.

    `change` is one of KINDS: a fact nobody stated before; one known before whose first or last
    day has come; one that a source now calls ended; one that no source states any more; one with
    other dates, status or qualifiers; one with other confidence or sources only. `differs` says
    what was and what is. `quote`, `sources` and `date` are the evidence now, of a withdrawn fact
    what it was.
    """

    change: str
    fact: str
    relation: str
    subject: str
    subject_name: str
    object: str
    object_name: str
    differs: tuple[str, ...]
    status: str
    confidence: float
    quote: str
    sources: tuple[str, ...]
    date: str | None

    def to_dict(self) -> dict[str, Any]:
        """Give plain values."""
        return {**asdict(self), "differs": list(self.differs), "sources": list(self.sources)}


def changes(store: Store, since: str, entities: Collection[str] = ()) -> list[Change]:
    """Give what has changed from the start of the day `since` until now, by kind and fact.

    `entities` are canonical ids of which one must be an end of the fact; empty: all. Without
    them the dates of all facts are looked at, in the columns of an analysis where one has read
    them. Raises StoreError.
    """
    columns = None if entities else kept(store)

    def work(tx: Transaction) -> list[Change]:
        conditions = ("s.first_seen >= $since", "s.last_seen >= $since")
        touched = _touched(tx, entities, conditions, {"since": since})
        found = compare(
            tx,
            touched,
            lambda s: s["first_seen"] < since and (s.get("last_seen") or "9999") >= since,
        )
        seen = {change.fact for change in found}
        today = date.today().isoformat()
        turned = (
            _by_calendar(tx, entities, since, today)
            if columns is None
            else _turned(tx, columns, since, today)
        )
        found += [change for change in turned if change.fact not in seen]
        return _sorted(found)

    return store.rehearse(work)


def changes_of_loads(
    store: Store, loads: Collection[str], entities: Collection[str]
) -> list[Change]:
    """Give what some loads changed in facts that have one of `entities` as an end."""

    def work(tx: Transaction) -> list[Change]:
        conditions = tuple(f"s.{key} IN $loads" for key in ("load", "withdrawn_by", "returned_by"))
        touched = _touched(tx, entities, conditions, {"loads": sorted(loads)})
        return _sorted(compare(tx, touched, lambda s: _stood_before(s, loads)))

    return store.rehearse(work)


def _stood_before(statement: Mapping[str, Any], loads: Collection[str]) -> bool:
    if statement["load"] in loads or statement.get("returned_by") in loads:
        return False
    return statement.get("last_seen") is None or statement.get("withdrawn_by") in loads


def _touched(
    tx: Transaction,
    entities: Collection[str],
    conditions: Collection[str],
    parameters: Mapping[str, Any],
) -> list[str]:
    """Give the facts of relation statements under one of the conditions."""
    if not entities:
        # One by one, because neither engine looks up two conditions in two indexes.
        rows = [
            row
            for condition in conditions
            for row in tx.run(
                f"MATCH (s:Statement) WHERE {condition} RETURN DISTINCT s.kind AS kind, "
                "s.fact AS fact",
                parameters,
            )
        ]
        return [row["fact"] for row in rows if row["kind"] == "relation"]
    ids = _own_ids(tx, entities)
    condition = " OR ".join(conditions)
    rows = [
        row
        for end in ("subject", "object")
        for row in tx.run(
            f"UNWIND $ids AS id MATCH (s:Statement {{{end}: id}}) "
            f"WHERE s.kind = 'relation' AND ({condition}) RETURN DISTINCT s.fact AS fact",
            {**parameters, "ids": ids},
        )
    ]
    return [row["fact"] for row in rows]


def _own_ids(tx: Transaction, entities: Collection[str]) -> list[str]:
    """Give the ids that sources use for some entities."""
    rows = tx.run(
        "UNWIND $ids AS id MATCH (i:Identity {canonical: id}) RETURN i.id AS id",
        {"ids": sorted(entities)},
    )
    return sorted({*entities, *(row["id"] for row in rows)})


def compare(
    tx: Transaction, facts: Iterable[str], stood: Callable[[Mapping[str, Any]], bool]
) -> list[Change]:
    """Compare facts as computed from the statements that `stood` with what they are now."""
    out: list[Change] = []
    for batch in batches(sorted(set(facts)), 2000):
        rows = tx.run(
            "UNWIND $facts AS fact MATCH (s:Statement {fact: fact}) RETURN s", {"facts": batch}
        )
        by_fact: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            by_fact[row["s"]["fact"]].append(row["s"])
        view = _Projection(tx, [row["s"] for row in rows])
        for fact, statements in by_fact.items():
            before = view.edge(fact, [s for s in statements if stood(s)])
            after = view.edge(fact, [s for s in statements if s.get("last_seen") is None])
            if (change := view.change(fact, statements[0], before, after)) is not None:
                out.append(change)
    return out


class _Projection:
    """Edges computed from any choice of statements, with the names that they need."""

    def __init__(self, tx: Transaction, statements: list[Row]) -> None:
        ids = {i for s in statements for i in (s["subject"], s["object"])}
        words = vocabulary()
        qualified = {
            str(value)
            for s in statements
            for key, value in _qualifiers(s).items()
            if words.relation_types[s["type"]].qualifiers[key].range == "entity"
        }
        self._canonical = graph.canonical_ids(tx, ids | qualified)
        self._names = _names(tx, set(self._canonical.values()))
        self._ends = {
            i: (self._canonical[i], self._names.get(self._canonical[i], i)) for i in qualified
        }
        rows = tx.run(
            "UNWIND $ids AS id MATCH (s:Source {id: id}) RETURN s",
            {"ids": sorted({s["source"] for s in statements})},
        )
        self._sources = {row["s"]["id"]: row["s"] for row in rows}

    def edge(self, fact: str, statements: list[Row]) -> Row | None:
        if not statements:
            return None
        relation = vocabulary().relation_types[statements[0]["type"]]
        return project_relation(fact, statements, self._sources, relation, self._ends)

    def change(
        self, fact: str, statement: Row, before: Row | None, after: Row | None
    ) -> Change | None:
        kind, differs = _kind(before, after)
        shown = after or before
        if kind is None or shown is None:
            return None
        subject, object_ = (self._canonical[statement[end]] for end in ("subject", "object"))
        if vocabulary().relation_types[statement["type"]].symmetric:
            subject, object_ = sorted((subject, object_))
        return Change(
            change=kind,
            fact=fact,
            relation=statement["type"],
            subject=subject,
            subject_name=self._names.get(subject, subject),
            object=object_,
            object_name=self._names.get(object_, object_),
            differs=differs,
            **_evidence(shown),
        )


def _names(tx: Transaction, ids: set[str]) -> dict[str, str]:
    """Give the names of entities, of those that are gone from what was said of them."""
    names = graph.entity_names(tx, ids)
    rows = tx.run(
        "UNWIND $ids AS id MATCH (s:Statement {fact: id}) WHERE s.kind = 'entity' "
        "RETURN id, s.properties AS properties ORDER BY s.id",
        {"ids": sorted(ids - names.keys())},
    )
    return {row["id"]: json.loads(row["properties"])["name"] for row in rows} | names


def _qualifiers(statement: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(statement.get("qualifiers") or "{}")
    return found


def _kind(before: Row | None, after: Row | None) -> tuple[str | None, tuple[str, ...]]:
    if before is None:
        return ("new" if after is not None else None), ()
    if after is None:
        return "withdrawn", ()
    claimed = [k for k in dict.fromkeys([*before, *after]) if k in _CLAIMED or k not in _APART]
    differs = _differences(before, after, claimed)
    if differs:
        over = after["status"] == "ended" or bool(after.get("end"))
        was_over = before["status"] == "ended" or bool(before.get("end"))
        return ("ended" if over and not was_over else "corrected"), differs
    computed = _differences(before, after, _COMPUTED)
    return ("confidence" if computed else None), computed


def _differences(before: Row, after: Row, keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        f"{key}: {_shown(before.get(key))} → {_shown(after.get(key))}"
        for key in keys
        if before.get(key) != after.get(key)
    )


def _shown(value: object) -> str:
    return "none" if value is None else str(value)


def _evidence(edge: Row) -> Row:
    return {
        "status": edge["status"],
        "confidence": edge["confidence"],
        "quote": edge["quote"],
        "sources": tuple(edge["sources"]),
        "date": edge.get("start") or edge.get("published") or edge.get("first_seen"),
    }


def _by_calendar(
    tx: Transaction, entities: Collection[str], since: str, today: str
) -> Iterable[Change]:
    """Give facts known before whose first or last day came between `since` and today."""
    start = "UNWIND $ids AS id MATCH (e:Entity {id: id})-[r]-(:Entity)" if entities else (
        "MATCH (:Entity)-[r]->(:Entity)"
    )  # fmt: skip
    rows = tx.run(
        f"{start} WHERE r.valid_from > $since AND r.valid_from <= $today "
        "OR r.valid_to >= $since AND r.valid_to < $today "
        "WITH DISTINCT r, startNode(r) AS a, endNode(r) AS b "
        "RETURN r, type(r) AS type, a.id AS a, a.name AS a_name, b.id AS b, b.name AS b_name",
        {"ids": sorted(entities), "since": since, "today": today},
    )
    yield from _begun_or_over(rows, since, today)


def _turned(tx: Transaction, columns: Snapshot, since: str, today: str) -> Iterable[Change]:
    """Give the same for all entities, with the facts found in columns."""
    for kind, facts in by_relation(columns.turned(since, today)):
        rows = tx.run(
            "UNWIND $facts AS f "
            f"MATCH (a:Entity {{id: f.here}})-[r:{kind}]->"
            "(b:Entity {id: f.there}) WHERE r.id = f.fact "
            "RETURN r, type(r) AS type, a.id AS a, a.name AS a_name, b.id AS b, b.name AS b_name",
            {"facts": facts},
        )
        yield from _begun_or_over(rows, since, today)


def _begun_or_over(rows: Iterable[Row], since: str, today: str) -> Iterable[Change]:
    for row in rows:
        edge = row["r"]
        over = since <= (edge.get("valid_to") or "") < today
        yield Change(
            change="ended" if over else "began",
            fact=edge["id"],
            relation=row["type"],
            subject=row["a"],
            subject_name=row["a_name"],
            object=row["b"],
            object_name=row["b_name"],
            differs=(f"end: {edge.get('end')}" if over else f"start: {edge.get('start')}",),
            **_evidence(edge),
        )


def _sorted(found: Iterable[Change]) -> list[Change]:
    return sorted(
        found, key=lambda c: (KINDS.index(c.change), c.subject, c.relation, c.object, c.fact)
    )
