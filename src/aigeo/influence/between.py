"""The facts that can lie on a path between two sets of entities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aigeo.influence.facts import Fact, Filters
from aigeo.influence.source import FactSource


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Facts around two entities; `cut` when a step met more than it could fetch."""

    facts: tuple[Fact, ...]
    cut: bool


def between(
    source: FactSource, starts: Iterable[str], ends: Iterable[str], filters: Filters
) -> Neighbourhood:
    """Give all facts that can lie on a path of at most `filters.max_hops` from a start to an end.

    Both sides are expanded, the smaller one first, so that a hub at one end is met last. Raises
    StoreError when the graph cannot be read.
    """
    facts: dict[tuple[str, bool], Fact] = {}
    reached: dict[bool, set[str]] = {True: set(starts), False: set(ends)}
    edge: dict[bool, set[str]] = {True: set(reached[True]), False: set(reached[False])}
    cut = False
    for _ in range(filters.max_hops):
        outward = len(edge[True]) <= len(edge[False])
        if not edge[outward]:
            break
        step = source.around(edge[outward], filters, outward)
        cut = cut or step.cut
        for fact in step.facts:
            facts[fact.id, fact.along] = fact
        met = {f.target if outward else f.source for f in step.facts}
        edge[outward] = met - reached[outward]
        reached[outward] |= met
    return Neighbourhood(tuple(facts.values()), cut)
