"""The part of the graph in which paths between two sets of entities lie."""

from __future__ import annotations

from collections.abc import Iterable

from aigeo.influence.facts import Fact, Filters
from aigeo.influence.source import FactSource
from aigeo.influence.table import FactTable


def between(
    source: FactSource, starts: Iterable[str], ends: Iterable[str], filters: Filters
) -> FactTable:
    """Give all facts, or more, that can lie on a path of `filters.max_hops` from a start to an end.

    All facts where the source has them at hand, which is fastest. Else both sides are expanded,
    the smaller one first, so that a hub at one end is met last; where a step meets too many, all
    facts are read after all. Raises StoreError when the graph cannot be read.
    """
    if source.at_hand():
        return source.table(filters)
    facts: dict[tuple[str, bool], Fact] = {}
    reached: dict[bool, set[str]] = {True: set(starts), False: set(ends)}
    edge: dict[bool, set[str]] = {True: set(reached[True]), False: set(reached[False])}
    for _ in range(filters.max_hops):
        outward = len(edge[True]) <= len(edge[False])
        if not edge[outward]:
            break
        step = source.around(edge[outward], filters, outward)
        if step.cut:
            return source.table(filters)
        for fact in step.facts:
            facts[fact.id, fact.along] = fact
        met = {f.target if outward else f.source for f in step.facts}
        edge[outward] = met - reached[outward]
        reached[outward] |= met
    return FactTable.of(facts.values())
