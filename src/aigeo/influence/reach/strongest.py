"""The strongest path from one entity to every other, in a number of hops, by sign."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aigeo.influence.columns import Ints
from aigeo.influence.table import Floats

Steps = npt.NDArray[np.int64]
SIGNS = 3
CARRIED = (-1, 0, 1)
NONE = -1


@dataclass(frozen=True, slots=True)
class Tree:
    """Costs (−log of the score) by entity and sign, and how the cheapest walk got there.

    A state is entity × 3 + (sign + 1). A step is a fact taken with a sign: `fact` is its row and
    `before` the state it leaves. `came[hop][state]` is the step that the walk of at most hop + 1
    facts takes last; NONE where fewer facts did as well.
    """

    cost: Floats
    came: list[Steps]
    before: Steps
    fact: Steps

    def best(self, entity: int, signs: tuple[int, ...]) -> int | None:
        """Give the sign of the strongest walk to an entity among `signs`, None without any."""
        costs = {sign: float(self.cost[entity * SIGNS + sign + 1]) for sign in signs}
        sign = min(costs, key=lambda s: (costs[s], s))
        return None if np.isinf(costs[sign]) else sign

    def rows(self, entity: int, sign: int) -> list[int]:
        """Give the rows of the facts of the walk to an entity that ends with a sign, in order."""
        state = entity * SIGNS + sign + 1
        rows: list[int] = []
        for came in reversed(self.came):
            step = int(came[state])
            if step != NONE:
                rows.append(int(self.fact[step]))
                state = int(self.before[step])
        return rows[::-1]


def strongest(
    source: Ints, target: Ints, sign: Ints, strength: Floats, start: int, size: int, hops: int
) -> Tree:
    """Relax all facts `hops` times (Bellman and Ford, limited to walks of that many facts)."""
    rows = np.flatnonzero(strength > 0)
    cost = np.full(size * SIGNS, np.inf)
    cost[start * SIGNS + 2] = 0.0
    here = source[rows].astype(np.int64) * SIGNS
    there = target[rows].astype(np.int64) * SIGNS
    before = np.concatenate([here + carried + 1 for carried in CARRIED])
    after = np.concatenate([there + carried * sign[rows] + 1 for carried in CARRIED])
    fact = np.tile(rows, len(CARRIED))
    added = np.tile(-np.log(strength[rows]), len(CARRIED))
    came: list[Steps] = []
    for _ in range(hops):
        reached = np.flatnonzero(np.isfinite(cost[before]))
        offer = cost[before[reached]] + added[reached]
        new = cost.copy()
        np.minimum.at(new, after[reached], offer)
        better = (offer <= new[after[reached]]) & (offer < cost[after[reached]])
        chosen = np.full(size * SIGNS, NONE, np.int64)
        # The last of equal offers is kept, so the first fact is put in last.
        order = reached[better][::-1]
        chosen[after[order]] = order
        came.append(chosen)
        cost = new
        if not len(order):
            break
    return Tree(cost, came, before, fact)
