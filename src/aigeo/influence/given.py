"""Facts held in memory: what an overlay adds, and graphs that were never stored."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from aigeo.influence.facts import Fact, Filters
from aigeo.influence.source import Claim, Edge, Entity, Step
from aigeo.influence.table import FactTable


@dataclass(frozen=True)
class GivenFacts:
    """A `FactSource` over given facts.

    `given` holds each fact once for each way in which leverage runs along it. `properties` are
    the edges by fact id and `known` the entities by id; what they lack is filled with the ids.
    A fact without a claim of its own makes one from its edge.
    """

    given: tuple[Fact, ...]
    properties: Mapping[str, Edge] = field(default_factory=dict)
    known: Mapping[str, Entity] = field(default_factory=dict)
    claimed: tuple[Claim, ...] = ()

    def around(self, ids: Collection[str], filters: Filters, outward: bool) -> Step:
        """Give the facts out of (else into) `ids`."""
        found: dict[tuple[str, bool], Fact] = {}
        for fact in self._ways(filters):
            if (fact.source if outward else fact.target) in ids:
                found[fact.id, fact.along] = fact
        return Step(list(found.values()))

    def at_hand(self) -> bool:
        """All facts are."""
        return True

    def table(self, filters: Filters) -> FactTable:
        """Give all admitted facts as columns."""
        return FactTable.of({(f.id, f.along): f for f in self._ways(filters)}.values())

    def edges(self, facts: Iterable[Fact]) -> dict[str, Edge]:
        """Give the edge of each of the facts."""
        return {fact.id: self._edge(fact) for fact in facts}

    def claims(self, facts: Iterable[Fact]) -> list[Claim]:
        """Give the claims of the facts."""
        wanted = {fact.id: fact for fact in facts}
        found = [claim for claim in self.claimed if claim.fact in wanted]
        spoken = {claim.fact for claim in found}
        return found + [self._as_claim(f) for i, f in wanted.items() if i not in spoken]

    def entities(self, ids: Iterable[str]) -> dict[str, Entity]:
        """Give the known ones among `ids`, and the ends of facts by their ids."""
        ends = {end for fact in self.given for end in (fact.source, fact.target)}
        return {
            i: {"id": i, "name": i, "aliases": [], "type": "Entity", "countries": []}
            | dict(self.known.get(i, {}))
            for i in set(ids)
            if i in self.known or i in ends
        }

    def _ways(self, filters: Filters) -> Iterable[Fact]:
        for fact in self.given:
            if filters.admits(fact):
                yield fact
                if not filters.directed:
                    yield replace(
                        fact, source=fact.target, target=fact.source, along=not fact.along
                    )

    def _edge(self, fact: Fact) -> Edge:
        subject, object_ = (
            str(self.known.get(end, {}).get("name", end)) for end in (fact.subject, fact.object)
        )
        plain: dict[str, Any] = {
            "id": fact.id,
            "quote": fact.id,
            "sources": [],
            "confidence": fact.confidence,
            "status": fact.status,
            "start": fact.valid_from,
            "end": fact.valid_to,
            "item": fact.item,
            "list": fact.list,
            "program": fact.program,
            "subject_name": subject,
            "object_name": object_,
        }
        return plain | dict(self.properties.get(fact.id, {}))

    def _as_claim(self, fact: Fact) -> Claim:
        edge = self._edge(fact)
        return Claim(
            fact=fact.id,
            statement=fact.id,
            source=(edge["sources"] or [""])[0],
            start=edge.get("start"),
            end=edge.get("end"),
            status=fact.status,
            confidence=fact.confidence,
            quote=edge["quote"],
            qualifiers={"share": fact.share} if fact.share is not None else {},
        )
