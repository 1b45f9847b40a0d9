"""Rules that pass from owners to what they own, three-valued where shares are unsure.

A rule makes an entity blocked when its blocked owners together hold at least the threshold, and
an entity so blocked counts as a blocked owner in turn (OFAC FAQ 401). That is the least fixed
point of a monotone operator: it is reached from the listed parties by adding entities until
nothing changes, also in cycles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from aigeo.influence.ownership.holdings import SLACK, WHOLE, Holding

ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Cascade:
    """Entities that a rule reaches: `sure` whatever the unsure shares are, `possible` else."""

    sure: frozenset[str]
    possible: frozenset[str]

    def verdict(self, entity: str) -> bool | None:
        """Tell whether the rule reaches an entity; None when the shares leave it open."""
        if entity in self.sure:
            return True
        return None if entity in self.possible else False


def cascade(
    holdings: Iterable[Holding],
    sure: Collection[str],
    possible: Collection[str] = (),
    threshold: float = 50.0,
) -> Cascade:
    """Find what the rule reaches from the listed parties along the holdings."""
    of: dict[str, list[Holding]] = defaultdict(list)
    owned: dict[str, list[str]] = defaultdict(list)
    for holding in holdings:
        of[holding.entity].append(holding)
        owned[holding.owner].append(holding.entity)
    certain = _grow(of, owned, sure, threshold, least=True)
    return Cascade(certain, _grow(of, owned, {*certain, *possible}, threshold, least=False))


def _grow(
    of: Mapping[str, list[Holding]],
    owned: Mapping[str, list[str]],
    start: Collection[str],
    threshold: float,
    *,
    least: bool,
) -> frozenset[str]:
    reached = set(start)
    waiting = [entity for party in start for entity in owned.get(party, ())]
    while waiting:
        entity = waiting.pop()
        if entity in reached:
            continue
        low, high = bounds(entity, of[entity], reached)
        if (low if least else high) >= threshold - ROUNDING:
            reached.add(entity)
            waiting += owned.get(entity, ())
    return frozenset(reached)


def bounds(entity: str, held: Iterable[Holding], owners: Collection[str]) -> tuple[float, float]:
    """Give the least and the greatest share in percent that `owners` hold of an entity together.

    What the entity holds of itself belongs to its other owners in proportion: treasury shares
    have no owner of their own.
    """
    low = high = other_low = own_low = own_high = stated = 0.0
    total = 0.0
    for holding in held:
        given = holding.high if holding.stated is None else holding.stated
        total += holding.low if holding.stated is None else holding.stated
        if holding.owner == entity:
            own_low, own_high = holding.low, min(holding.high, WHOLE - ROUNDING)
        elif holding.owner in owners:
            low, high, stated = low + holding.low, high + holding.high, stated + given
        else:
            other_low += holding.low
    excess = total - WHOLE
    if excess > SLACK:
        # Shares that add up to more than the whole are too high by the excess in sum.
        low = max(low, stated - excess)
    low, high = max(low, 0.0), min(high, WHOLE - other_low - own_low)
    return low / (1 - own_low / WHOLE), min(WHOLE, max(low, high) / (1 - own_high / WHOLE))
