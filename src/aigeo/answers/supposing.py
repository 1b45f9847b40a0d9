"""Asking a question of the graph as an overlay supposes it (decision 0045).

The overlay's facts become statements inside one transaction, the facts they touch are computed
from statements as a load computes them, the question is asked, and the transaction is rolled back.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, NoReturn, TypeVar

from aigeo.answers.overlay import Added, NewEntity, Overlay, Removed
from aigeo.errors import AigeoError, InputError
from aigeo.load import graph
from aigeo.load.projecting import Projector, by_fact
from aigeo.model.ids import entity_id, fact_id, statement_id
from aigeo.model.records import EntityRecord, Evidence, RelationRecord
from aigeo.model.validate import entity_problems, relation_problems
from aigeo.model.vocabulary import vocabulary
from aigeo.resolve.find import find
from aigeo.store import Store, Transaction
from aigeo.store.revision import revision
from aigeo.store.view import Altered, View

T = TypeVar("T")
Row = dict[str, Any]
SOURCE = "what-if"
"""Id of the source of supposed statements: an answer shows by it which hops are supposed."""
NEAR = 5


@dataclass(frozen=True, slots=True)
class Supposed:
    """The facts that an overlay touched, by id."""

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """An answer about the graph as it is, and the same about the graph as supposed."""

    real: T
    supposed: T
    facts: Supposed


def suppose(store: Store, overlay: Overlay, ask: Callable[[Store], T]) -> Outcome[T]:
    """Ask both graphs in one transaction, so that no load comes between the two answers.

    The stored graph is never changed. Raises InputError that names the overlay's file and field
    when it speaks of facts or entities that the graph does not have, with the nearest that it has,
    or of facts that the vocabulary does not allow.
    """

    def work(tx: Transaction) -> Outcome[T]:
        view = View(store, tx)
        real = ask(view)
        before = forget_revision(tx)
        facts = _Supposing(overlay, view, tx).apply()
        touched = frozenset((*facts.added, *facts.replaced, *facts.removed))
        supposed = View(store, tx, Altered(before, touched, frozenset()))
        return Outcome(real, ask(supposed), facts)

    return store.rehearse(work)


def forget_revision(tx: Transaction) -> str:
    """Keep caches of the stored graph's facts from being used for, or filled by, another graph.

    Gives the revision that the graph had, empty when it had none.
    """
    before = revision(tx.run)
    tx.run("MATCH (m:Meta {id: 'aigeo'}) REMOVE m.revision")
    return before


class _Supposing:
    def __init__(self, overlay: Overlay, view: View, tx: Transaction) -> None:
        self._overlay = overlay
        self._view = view
        self._tx = tx
        self._words = vocabulary()
        self._projector = Projector(self._words)
        self._today = date.today().isoformat()

    def apply(self) -> Supposed:
        removed = [fact for gone in self._overlay.remove for fact in self._facts_of(gone)]
        self._take_away(removed)
        self._tx.run(
            "CREATE (s:Source {id: $id}) SET s.title = $title, s.publisher = $id, "
            "s.retrieved = $today, s.dataset = $id",
            {"id": SOURCE, "title": f"what if: {self._overlay.title}", "today": self._today},
        )
        self._write([self._entity_statement(entity) for entity in self._overlay.entities])
        statements = [self._statement(added) for added in self._overlay.add]
        known = graph.current_statements(self._tx, (s["fact"] for s in statements))
        self._take_away(list(known))
        self._write(statements)
        return Supposed(
            added=tuple(sorted({s["fact"] for s in statements} - set(known) - set(removed))),
            replaced=tuple(sorted({s["fact"] for s in statements} & (set(known) | set(removed)))),
            removed=tuple(sorted(set(removed) - {s["fact"] for s in statements})),
        )

    def _take_away(self, facts: list[str]) -> None:
        rows = self._tx.run(
            "UNWIND $facts AS fact MATCH (s:Statement {fact: fact}) RETURN s",
            {"facts": sorted(set(facts))},
        )
        if rows:
            self._tx.run(
                "UNWIND $ids AS id MATCH (s:Statement {id: id}) DETACH DELETE s",
                {"ids": [row["s"]["id"] for row in rows]},
            )
            self._projector.reproject(self._tx, [row["s"] for row in rows])

    def _write(self, statements: list[Row]) -> None:
        if statements:
            graph.create_statements(self._tx, SOURCE, statements)
            self._projector.project(self._tx, statements, by_fact(statements), [])

    def _find(self, text: str, place: str) -> str:
        try:
            return find(self._view, text)
        except AigeoError as error:
            self._fail(place, str(error), error.hint)

    def _facts_of(self, gone: Removed) -> list[str]:
        if gone.fact is not None:
            rows = self._tx.run(
                "MATCH (s:Statement {fact: $fact, kind: 'relation'}) "
                "RETURN DISTINCT s.fact AS fact",
                {"fact": gone.fact},
            )
            if not rows:
                self._fail(
                    f"{gone.place}.fact",
                    f"the graph has no fact {gone.fact!r}",
                    "`aigeo query timeline -p entity=…` gives the ids of facts",
                )
            return [gone.fact]
        ends = {
            key: self._find(text, f"{gone.place}.{key}")
            for key, text in (("subject", gone.subject), ("object", gone.object))
            if text is not None
        }
        found = self._edges(ends, gone.type)
        if not found:
            what = gone.type or "fact"
            named = " and ".join(filter(None, (gone.subject, gone.object)))
            near = self._edges(ends, None) or [
                edge for key, end in ends.items() for edge in self._edges({key: end}, gone.type)
            ]
            hint = "; ".join(f"{e['from']} -[{e['type']}]-> {e['to']}" for e in near[:NEAR])
            self._fail(
                gone.place,
                f"the graph has no {what} of {named}",
                f"it has: {hint}" if hint else "see: aigeo show",
            )
        return [edge["id"] for edge in found]

    def _edges(self, ends: dict[str, str], kind: str | None) -> list[Row]:
        a = "{id: $subject}" if "subject" in ends else ""
        b = "{id: $object}" if "object" in ends else ""
        pattern = f"(a:Entity {a})-[r{':' + kind if kind else ''}]->(b:Entity {b})"
        return self._tx.run(
            f"MATCH {pattern} RETURN r.id AS id, type(r) AS type, a.name AS from, b.name AS to "
            "ORDER BY id",
            ends,
        )

    def _entity_statement(self, new: NewEntity) -> Row:
        own = new.id or entity_id(new.type, new.name)
        if graph.existing_labels(self._tx, [own]):
            self._fail(
                f"{new.place}.name", f"the graph has {own} already", "leave it out of entities"
            )
        properties = dict(new.properties)
        if new.countries:
            properties["countries"] = list(new.countries)
        quote = _quote(new.reason, new.name)
        record = EntityRecord(own, new.type, new.name, Evidence(quote), new.aliases, properties)
        if problems := entity_problems(record, self._words):
            self._fail(new.place, "; ".join(p.message for p in problems))
        claimed = {**properties, "name": new.name, "aliases": list(new.aliases)}
        return self._body(
            "entity", new.type, own, None, quote, 1.0, fact=own,
            properties=json.dumps(claimed, ensure_ascii=False, sort_keys=True),
        )  # fmt: skip

    def _statement(self, added: Added) -> Row:
        subject = self._find(added.subject, f"{added.place}.subject")
        object_ = self._find(added.object, f"{added.place}.object")
        relation = self._words.relation_types[added.type]
        qualifiers = {
            key: self._find(str(value), f"{added.place}.qualifiers.{key}")
            if key in relation.qualifiers and relation.qualifiers[key].range == "entity"
            else value
            for key, value in added.qualifiers.items()
        }
        quote = _quote(added.reason, f"{added.subject} {added.type} {added.object}")
        record = RelationRecord(
            added.type, subject, object_, Evidence(quote), qualifiers, added.start, added.end,
            added.status, confidence=added.confidence,
        )  # fmt: skip
        ids = [subject, object_, *(str(v) for v in qualifiers.values() if isinstance(v, str))]
        types = {
            row["id"]: row["type"]
            for row in self._tx.run(
                "UNWIND $ids AS id MATCH (n:Entity {id: id}) RETURN id, n.type AS type",
                {"ids": ids},
            )
        }
        if problems := relation_problems(
            record, self._words, types[subject], types[object_], types
        ):
            self._fail(added.place, "; ".join(p.message for p in problems))
        fact = fact_id(added.type, subject, object_, {**qualifiers, "start": added.start})
        return self._body(
            "relation", added.type, subject, object_, quote, added.confidence, fact=fact,
            qualifiers=json.dumps(qualifiers, ensure_ascii=False, sort_keys=True),
            start=added.start, end=added.end, status=added.status, negated=False,
        )  # fmt: skip

    def _body(
        self,
        kind: str,
        type: str,
        subject: str,
        object: str | None,
        quote: str,
        confidence: float,
        **claim: Any,
    ) -> Row:
        body = {
            "id": statement_id(SOURCE, kind, type, subject, object, **claim),
            "kind": kind,
            "type": type,
            "subject": subject,
            "object": object,
            "quote": quote,
            "confidence": confidence,
            "extractor": SOURCE,
            "review": "unreviewed",
            "source": SOURCE,
            "first_seen": self._today,
            **claim,
        }
        return {key: value for key, value in body.items() if value is not None}

    def _fail(self, field: str, problem: str, hint: str | None = None) -> NoReturn:
        raise InputError(problem, path=self._overlay.path, field=field, hint=hint)


def _quote(reason: str, otherwise: str) -> str:
    return f"supposed: {reason or otherwise}"
