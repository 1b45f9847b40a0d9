"""Bringing nodes and edges in step with the statements of touched facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from aigeo.load import graph
from aigeo.load.projection import NO_QUALIFIERS, project_entity, project_relation, qualifiers_of
from aigeo.model.vocabulary import Vocabulary
from aigeo.store import Transaction

Row = dict[str, Any]
REMEMBERED = 500_000
"""Canonical ids that are kept where they are remembered at all."""


class Projector:
    """Recomputes facts inside the transaction that changed their statements."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        *,
        remember: bool = False,
        canonical: Callable[[str], str] | None = None,
    ) -> None:
        """With `remember`, canonical ids and sources are looked up once.

        That holds for as long as nobody else writes. `canonical` gives them without the graph.
        """
        self._vocabulary = vocabulary
        self._linked = canonical
        self._canonical: dict[str, str] | None = {} if remember else None
        self._known_sources: dict[str, Row] | None = {} if remember else None

    def project(
        self,
        tx: Transaction,
        touched: Sequence[Mapping[str, Any]],
        live: Mapping[str, Sequence[Row]],
        maybe_stored: Iterable[str],
    ) -> None:
        """Recompute the facts of `touched` statements from their `live` ones.

        `maybe_stored` names the facts that the graph may have a node or an edge for already.
        """
        entities = {s["fact"] for s in touched if s["kind"] == "entity"}
        if entities:
            graph.write_entities(
                tx,
                self._vocabulary,
                {i: project_entity(i, live.get(i, ()), self._vocabulary) for i in sorted(entities)},
            )
        edges = self.edges(tx, touched, live)
        if edges:
            graph.write_relations(tx, self._vocabulary, edges, set(maybe_stored))

    def reproject(self, tx: Transaction, touched: Sequence[Mapping[str, Any]]) -> None:
        """Recompute the facts of `touched` statements from what the graph holds now."""
        facts = {s["fact"] for s in touched}
        self.project(tx, touched, graph.current_statements(tx, facts), facts)

    def edges(
        self,
        tx: Transaction,
        touched: Sequence[Mapping[str, Any]],
        live: Mapping[str, Sequence[Row]],
    ) -> graph.Edges:
        """Compute the edges of the facts that `touched` relation statements speak for."""
        relations = {s["fact"]: s for s in touched if s["kind"] == "relation"}
        if not relations:
            return {}
        qualifier_ids: set[str] = set()
        source_ids: set[str] = set()
        for fact in relations:
            for statement in live.get(fact, ()):
                source_ids.add(statement["source"])
                if statement.get("qualifiers") not in NO_QUALIFIERS:
                    qualifier_ids.update(self.entity_qualifiers(statement))
        ids = {i for s in relations.values() for i in (s["subject"], s["object"])}
        canonical = self._canonical_ids(tx, ids | qualifier_ids)
        named = {canonical[i] for i in qualifier_ids}
        names = graph.entity_names(tx, named) if named else {}
        ends = {i: (canonical[i], names.get(canonical[i], i)) for i in qualifier_ids}
        sources = self._sources(tx, source_ids)
        edges: dict[str, tuple[graph.Ends, Row | None]] = {}
        for fact, s in relations.items():
            relation = self._vocabulary.relation_types[s["type"]]
            subject, object_ = canonical[s["subject"]], canonical[s["object"]]
            if relation.symmetric and object_ < subject:
                subject, object_ = object_, subject
            properties = project_relation(fact, live.get(fact, ()), sources, relation, ends)
            edges[fact] = (s["type"], subject, object_), properties
        return edges

    def _canonical_ids(self, tx: Transaction, ids: set[str]) -> Mapping[str, str]:
        if self._linked is not None:
            return {i: self._linked(i) for i in ids}
        if self._canonical is None:
            return graph.canonical_ids(tx, ids)
        known: dict[str, str] = self._canonical
        if len(known) >= REMEMBERED:
            # Another thread may still read the old ones.
            known = self._canonical = {}
        if missing := ids - known.keys():
            known.update(graph.canonical_ids(tx, missing))
        return known

    def entity_qualifiers(self, statement: Mapping[str, Any]) -> list[str]:
        """Give the ids of the entities that a relation statement's qualifiers name."""
        qualifiers = qualifiers_of(statement)
        if not qualifiers:
            return []
        ranges = self._vocabulary.relation_types[statement["type"]].qualifiers
        return [v for k, v in qualifiers.items() if ranges[k].range == "entity"]

    def _sources(self, tx: Transaction, ids: set[str]) -> Mapping[str, Row]:
        known: dict[str, Row] = {} if self._known_sources is None else self._known_sources
        if missing := ids - known.keys():
            rows = tx.run(
                "UNWIND $ids AS id MATCH (s:Source {id: id}) RETURN s", {"ids": sorted(missing)}
            )
            known.update((row["s"]["id"], row["s"]) for row in rows)
        return known


def by_fact(statements: Iterable[Row]) -> dict[str, list[Row]]:
    """Group statements by the fact that they support."""
    out: dict[str, list[Row]] = defaultdict(list)
    for statement in statements:
        out[statement["fact"]].append(statement)
    return out
