"""Control by majority: who holds more than half of the votes, himself or through what he controls.

A. Chapelle and A. Szafarz, Controlling firms through the majority voting rule, Physica A 355
(2005) 509-529. The votes of an entity under control are cast by its controller.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aigeo.influence.ownership.cascade import bounds, cascade
from aigeo.influence.ownership.holdings import Holding

MAJORITY = 50.0 + 1e-6


@dataclass(frozen=True, slots=True)
class Controller:
    """A party and the least and greatest part of the votes, in percent, that it casts."""

    party: str
    low: float
    high: float

    @property
    def sure(self) -> bool:
        """Whether it has the majority whatever the unsure shares are."""
        return self.low > 50.0 + 1e-9


def controllers(
    entity: str, holdings: Sequence[Holding], parties: Iterable[str]
) -> list[Controller]:
    """Give those of `parties` that control, or may control, an entity, the strongest first."""
    held = [h for h in holdings if h.entity == entity]
    found: list[Controller] = []
    for party in parties:
        reach = cascade(holdings, [party], threshold=MAJORITY)
        if party == entity or entity not in reach.possible:
            continue
        low, _ = bounds(entity, held, reach.sure)
        _, high = bounds(entity, held, reach.possible)
        found.append(Controller(party, low, high))
    return sorted(found, key=lambda c: (-c.low, -c.high, c.party))
