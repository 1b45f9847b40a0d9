"""Storing a decision: on its statement, for later versions of the source, and in the facts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from aigeo.errors import NotFoundError, UsageError
from aigeo.load import graph
from aigeo.load.projecting import Projector
from aigeo.load.publish import fact_of
from aigeo.load.review.corrected import corrected
from aigeo.load.review.decision import REJECTED, UNREVIEWED, Decision, review_id
from aigeo.model.vocabulary import vocabulary
from aigeo.store import Store, Transaction

Body = dict[str, Any]
ENDS = ("subject", "object")


def decide(store: Store, statement: str, decision: Decision) -> None:
    """Store what a reader decides on a statement, and recompute the facts that it touches.

    One transaction. Raises NotFoundError for an unknown statement or entity, UsageError for a
    correction that the vocabulary does not admit.
    """
    body = _statement(store, statement)
    changes = decision.correction.changes()
    ends: dict[str, Body] = {
        part: _entity(store, changes[part]) for part in ENDS if part in changes
    }
    changes |= {part: end["id"] for part, end in ends.items()}
    _check(store, body, changes, ends)
    now = datetime.now(UTC)
    verdict = REJECTED if changes else decision.verdict
    new = corrected(body, changes, ends) if changes else []
    review = {
        "id": review_id(body), "source": body["source"], "statement": statement,
        "kind": body["kind"], "type": body["type"], "subject": body["subject"],
        "object": body.get("object"), "negated": bool(body.get("negated")),
        "quote": body.get("quote"), "verdict": verdict, "by": decision.by,
        "at": now.isoformat(timespec="seconds"),
        "changes": json.dumps(changes) if changes else None,
        "ends": json.dumps(list(ends.values()), ensure_ascii=False) if ends else None,
    }  # fmt: skip

    def work(tx: Transaction) -> None:
        graph.lock(tx, "review")
        before = tx.run("MATCH (s:Statement {corrects: $id}) RETURN s", {"id": statement})
        tx.run("MATCH (s:Statement {corrects: $id}) DETACH DELETE s", {"id": statement})
        _keep(tx, review)
        tx.run(
            "MATCH (s:Statement {id: $id}) SET s.review = $review, s.reviewed_by = $by, "
            "s.reviewed_at = $at",
            {"id": statement, "review": verdict, "by": decision.by, "at": review["at"]},
        )
        canonical = graph.canonical_ids(tx, _ids(new))
        for made in new:
            made["fact"] = fact_of(made, lambda i: canonical.get(i, i), vocabulary())
            made["load"] = body.get("load")
            made["first_seen"] = now.date().isoformat()
        if new:
            graph.create_statements(tx, body["source"], new)
        _reproject(tx, [body, *(row["s"] for row in before), *new])

    store.transact(work)


def _keep(tx: Transaction, review: Mapping[str, Any]) -> None:
    if review["verdict"] == UNREVIEWED:
        tx.run("MATCH (r:Review {id: $id}) DELETE r", {"id": review["id"]})
        return
    kept = {k: v for k, v in review.items() if v is not None}
    tx.run("MERGE (r:Review {id: $id}) SET r = $kept", {"id": review["id"], "kept": kept})


def _reproject(tx: Transaction, touched: list[Body]) -> None:
    """Recompute facts, entities first; with an entity all edges that end in it."""
    projector = Projector(vocabulary())
    entities = [s for s in touched if s["kind"] == "entity"]
    relations = [s for s in touched if s["kind"] == "relation"]
    if entities:
        projector.reproject(tx, entities)
        relations += _relations_of(tx, {s["fact"] for s in entities})
    if relations:
        projector.reproject(tx, relations)


def _relations_of(tx: Transaction, entities: set[str]) -> list[Body]:
    ids = [*entities, *(row["id"] for row in tx.run(
        "UNWIND $ids AS id MATCH (i:Identity {canonical: id}) RETURN i.id AS id",
        {"ids": sorted(entities)},
    ))]  # fmt: skip
    out: dict[str, Body] = {}
    for end in ("subject", "object"):
        for row in tx.run(
            f"UNWIND $ids AS id MATCH (s:Statement {{{end}: id}}) "
            "WHERE s.kind = 'relation' AND s.last_seen IS NULL RETURN s",
            {"ids": sorted(set(ids))},
        ):
            out[row["s"]["id"]] = row["s"]
    return list(out.values())


def _ids(bodies: list[Body]) -> set[str]:
    ends = {body[end] for body in bodies for end in ("subject", "object") if body.get(end)}
    for body in bodies:
        values = json.loads(body.get("qualifiers") or "{}").values()
        ends |= {value for value in values if isinstance(value, str)}
    return ends


def _statement(store: Store, statement: str) -> Body:
    rows = store.read("MATCH (s:Statement {id: $id}) RETURN s", {"id": statement})
    if not rows:
        raise NotFoundError(f"no statement has the id {statement!r}", hint="see: aigeo review list")
    body: Body = rows[0]["s"]
    return body


def _entity(store: Store, entity: str) -> Body:
    rows = store.read(
        "MATCH (e:Entity {id: $id}) RETURN e.id AS id, e.type AS type, e.name AS name",
        {"id": entity},
    )
    if not rows:
        raise NotFoundError(f"no entity has the id {entity!r}")
    return rows[0]


def _check(
    store: Store, body: Body, changes: Mapping[str, str], ends: Mapping[str, Mapping[str, Any]]
) -> None:
    if not changes:
        return
    words = vocabulary()
    kind = changes.get("type", body["type"])
    if body["kind"] == "entity":
        if kind not in words.entity_types or set(changes) != {"type"}:
            raise UsageError(
                "of an entity only its type can be corrected, to a type of the vocabulary"
            )
        return
    types = []
    for part in ("subject", "object"):
        if part in ends:
            types.append(ends[part]["type"])
        else:
            types.append(_type_of(store, body[part]))
    if kind not in words.relation_types or not words.relation(kind).allows(*types):
        raise UsageError(
            f"{kind} does not hold between {types[0]} and {types[1]}",
            hint="see: aigeo schema " + kind if kind in words.relation_types else None,
        )


def _type_of(store: Store, entity: str) -> str:
    rows = store.read(
        "OPTIONAL MATCH (i:Identity {id: $id}) WITH coalesce(i.canonical, $id) AS id "
        "MATCH (e:Entity {id: id}) RETURN e.type AS type",
        {"id": entity},
    )
    if not rows:
        raise NotFoundError(f"the entity {entity!r} is no longer in the graph")
    return str(rows[0]["type"])
