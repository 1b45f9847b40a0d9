"""Choke points of what an entity needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from aigeo.errors import UsageError
from aigeo.influence.chokepoints.chains import chains
from aigeo.influence.chokepoints.concentration import concentration
from aigeo.influence.chokepoints.cuts import minimum_cut
from aigeo.influence.chokepoints.losses import Supply
from aigeo.influence.chokepoints.needs import COUNTRY, TYPES, WHOLE, Need, needs, upstream
from aigeo.influence.facts import Fact, Filters
from aigeo.influence.hops import hop_of, name_of
from aigeo.influence.source import Edge, Entity, FactSource
from aigeo.influence.table import FactTable
from aigeo.model.vocabulary import vocabulary

LARGEST_WEB = 60_000
"""Facts beyond which no further step up the chain is taken, but for the first."""
CANDIDATES = 256
"""Entities whose loss is worked out in full: those on which the target hangs most, it seems."""
DIGITS = 4
LEVELS = {"firms": "Agent", "countries": COUNTRY, "items": "Technology"}


@dataclass(frozen=True, slots=True)
class Web:
    """The needs around some targets, with what is known of the entities in them."""

    needs: list[Need]
    known: Mapping[str, Entity]
    hops: int
    """Steps that were followed; fewer than asked for where the web grew beyond LARGEST_WEB."""

    def type_of(self, entity: str) -> str:
        """Give an entity's type, the most general one where it is unknown."""
        return str(self.known.get(entity, {}).get("type") or "Entity")

    def homes(self) -> dict[str, list[str]]:
        """Give the countries under whose law each entity is."""
        found: dict[str, list[str]] = defaultdict(list)
        for need in self.needs:
            if need.kind == "under the law of":
                found[need.entity].append(need.providers[0].entity)
        return found


def web(
    source: FactSource, targets: Sequence[str], filters: Filters, substitute: float = 0.0
) -> Web:
    """Gather what targets need for `filters.max_hops` steps.

    A provider with less than `substitute` percent of a market is left out: it could not stand in
    for the others.
    """
    kept = [kind for kind in TYPES if not filters.types or kind in filters.types]
    only = replace(filters, types=tuple(kept))
    near, hops = _near(source.table(only), targets, filters.max_hops) if kept else ([], 0)
    ids = {end for fact in near for end in (fact.source, fact.target)} | set(targets)
    known = source.entities(ids)
    types = {entity: str(found["type"]) for entity, found in known.items()}
    parts = [f for f in near if f.type == "PART_OF" and types.get(f.target) not in (None, COUNTRY)]
    technical = [f for f in parts if vocabulary().is_a(types[f.target], "Technology")]
    kinds = {i: str(edge.get("kind") or "") for i, edge in source.edges(technical).items()}
    wide = [f for f in near if f.share is None or f.share >= substitute or f.type == "OWNS"]
    return Web(upstream(needs(wide, types, kinds), targets, hops), known, hops)


def _near(table: FactTable, targets: Iterable[str], hops: int) -> tuple[Sequence[Fact], int]:
    """Give the facts that lead to the targets, and the steps that were taken.

    PART_OF facts are followed both ways, for a variety stands in for its class.
    """
    wanted = set(targets)
    known = np.fromiter((e in wanted for e in table.entities), np.bool_, len(table.entities))
    part = table.types.index("PART_OF") if "PART_OF" in table.types else -1
    taken = np.zeros(len(table), np.bool_)
    for step in range(hops):
        met = known[table.target] | (known[table.source] & (table.type == part))
        if step and met.sum() > LARGEST_WEB:
            return table.rows(taken).facts(), step
        taken = met
        known[table.source[met]] = True
        known[table.target[met]] = True
    return table.rows(taken).facts(), hops


def chokepoints(
    source: FactSource,
    entity: str,
    filters: Filters | None = None,
    top: int = 20,
    substitute: float = 0.0,
) -> dict[str, Any]:
    """Tell on whom an entity's supply hangs: JSON-ready.

    `needs` (what it needs itself, with providers and their parts in percent), `bottlenecks` (single
    entities by the part of the supply that their loss takes, in percent, with the way along which
    it arrives), `cuts` (for firms, countries and items the smallest set that cuts it from all at
    the roots), `concentration` (indices of each market on the way). Raises UsageError for numbers
    out of range, StoreError when the graph cannot be read. `hops` tells how many steps up the chain
    were taken: fewer than asked for where more facts than LARGEST_WEB would be met.
    """
    filters = filters or Filters()
    if top < 1:
        raise UsageError("ask for at least one choke point")
    if not 0 <= substitute <= WHOLE:
        raise UsageError("the share of a substitute is 0 to 100 percent")
    around = web(source, [entity], filters, substitute)
    supply = Supply(around.needs)
    found = _bottlenecks(supply, entity, around.hops, top) if entity in supply.at else []
    ways = chains(around.needs, entity, [name for name, _ in found])
    markets = concentration(
        around.needs, {e: around.type_of(e) for e in supply.entities}, around.homes()
    )[:top]
    own = [need for need in around.needs if need.entity == entity]
    shown = {f.id: f for way in ways.values() for f in way}
    shown |= {p.fact.id: p.fact for need in own for p in need.providers}
    shown |= {f.id: f for f in _market_facts(around.needs, markets)}
    edges = source.edges(shown.values())
    return {
        "entity": entity,
        "name": name_of(around.known, entity),
        "as_of": filters.as_of,
        "hops": around.hops,
        "needs": [_need(need, around, edges) for need in own],
        "bottlenecks": [
            {
                "id": name,
                "name": name_of(around.known, name),
                "type": around.type_of(name),
                "loss": round(WHOLE * loss, DIGITS),
                "hops": [hop_of(fact, edges[fact.id]) for fact in ways.get(name, [])],
            }
            for name, loss in found
        ],
        "cuts": {level: _cut(around, entity, kind) for level, kind in LEVELS.items()},
        "concentration": [_market(row, around, edges) for row in markets],
    }


def _bottlenecks(supply: Supply, entity: str, rounds: int, top: int) -> list[tuple[str, float]]:
    exposure = supply.exposure(entity, rounds)
    exposure[supply.at[entity]] = 0.0
    order = np.lexsort((np.arange(len(exposure)), -exposure))[: max(CANDIDATES, top)]
    candidates = [supply.entities[n] for n in order if exposure[n] > 0]
    losses = supply.losses(entity, candidates, rounds)
    ranked = sorted(zip(candidates, losses.tolist(), strict=True), key=lambda c: (-c[1], c[0]))
    return [(name, loss) for name, loss in ranked if loss > 1e-9][:top]


def _cut(around: Web, entity: str, kind: str) -> dict[str, Any]:
    ways = [(p.entity, need.entity) for need in around.needs for p in need.providers]
    users = {need.entity for need in around.needs}
    roots = {a for a, _ in ways} - users
    types = {e: around.type_of(e) for e in {end for pair in ways for end in pair}}
    fits = {name: vocabulary().is_a(name, kind) for name in set(types.values())}
    allowed = {entity: fits[name] for entity, name in types.items()}
    found = minimum_cut(ways, roots, entity, allowed) if ways else []
    if found is None:
        return {"size": None, "entities": [], "why": "some way meets none of this kind"}
    return {
        "size": len(found),
        "entities": [{"id": e, "name": name_of(around.known, e)} for e in found],
        "why": None if found else "nothing is known of what it needs",
    }


def _need(need: Need, around: Web, edges: Mapping[str, Edge]) -> dict[str, Any]:
    return {
        "kind": need.kind,
        "item": need.item,
        "item_name": name_of(around.known, need.item) if need.item else None,
        "essential": need.hard,
        "providers": [
            {
                "id": p.entity,
                "name": name_of(around.known, p.entity),
                "part": round(WHOLE * p.part, DIGITS),
                "stated": p.stated,
                "hop": hop_of(p.fact, edges[p.fact.id]),
            }
            for p in need.providers
        ],
    }


def _market_facts(found: Iterable[Need], rows: Iterable[Mapping[str, Any]]) -> Iterable[Fact]:
    items = {row["item"] for row in rows}
    for need in found:
        if need.entity in items and need.kind == "made by":
            yield from (p.fact for p in need.providers if p.stated)


def _market(row: Mapping[str, Any], around: Web, edges: Mapping[str, Edge]) -> dict[str, Any]:
    facts = {f.id: f for f in _market_facts(around.needs, [row])}
    return {
        **row,
        "name": name_of(around.known, row["item"]),
        "hops": [hop_of(fact, edges[i]) for i, fact in sorted(facts.items())],
    }
