"""What is lost when an entity stops: supply passed on through needs, substitutes included.

The supply of an entity is the least of its hard needs' supplies and the mean of its others', and
the supply of a need is the sum of its providers' parts × supplies: an input-output model in the
manner of Leontief in which inputs cannot replace each other while makers of one thing can, up to
what they have of the market.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array

from aigeo.influence.chokepoints.needs import Need
from aigeo.influence.table import Floats

BATCH = 64


class Supply:
    """Needs as matrices, so that many losses are worked out at once."""

    def __init__(self, found: Sequence[Need]) -> None:
        # Needs of one entity stand together, for reduceat.
        self.needs = sorted(found, key=lambda need: need.entity)
        names = {need.entity for need in self.needs}
        names |= {p.entity for need in self.needs for p in need.providers}
        self.entities = sorted(names)
        self.at = {entity: n for n, entity in enumerate(self.entities)}
        rows = [n for n, need in enumerate(self.needs) for _ in need.providers]
        columns = [self.at[p.entity] for need in self.needs for p in need.providers]
        parts = np.array([p.part for need in self.needs for p in need.providers], np.float64)
        shape = (len(self.needs), len(self.entities))
        self.parts = csr_array((parts, (rows, columns)), shape=shape)
        self.rest = 1.0 - np.minimum(1.0, np.asarray(self.parts.sum(axis=1)).reshape(-1))
        self.owner = np.array([self.at[need.entity] for need in self.needs], np.int64)
        self.hard = np.array([need.hard for need in self.needs], np.bool_)

    def after(self, lost: Sequence[Sequence[str]], rounds: int) -> Floats:
        """Give the supply (0 to 1) of each entity (rows) after each loss (columns).

        A loss is a set of entities. `rounds` bounds the number of steps that it passes on.
        """
        supply: Floats = np.ones((len(self.entities), len(lost)))
        gone = [(self.at[e], n) for n, every in enumerate(lost) for e in every if e in self.at]
        if gone:
            supply[tuple(np.array(gone).T)] = 0.0
        for _ in range(rounds):
            before = supply
            supply = np.asarray(np.minimum(before, self._passed(before)))
            if np.array_equal(before, supply):
                break
        return supply

    def of_needs(self, supply: Floats) -> Floats:
        """Give the supply of each need (rows) from that of each entity."""
        return np.asarray(self.parts @ supply + self.rest[:, None])

    def _passed(self, supply: Floats) -> Floats:
        out = np.ones_like(supply)
        if not len(self.needs):
            return out
        each = self.of_needs(supply)
        for chosen, join in ((self.hard, np.minimum), (~self.hard, np.add)):
            owner = self.owner[chosen]
            if not len(owner):
                continue
            starts = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
            joined = join.reduceat(each[chosen], starts, axis=0)
            if join is np.add:
                joined /= np.diff(np.r_[starts, len(owner)])[:, None]
            out[owner[starts]] = np.minimum(out[owner[starts]], joined)
        return out

    def losses(self, target: str, candidates: Sequence[str], rounds: int) -> Floats:
        """Give the part of the target's supply that the loss of each candidate takes."""
        found = np.zeros(len(candidates))
        for start in range(0, len(candidates), BATCH):
            batch = candidates[start : start + BATCH]
            supply = self.after([[c] for c in batch], rounds)
            found[start : start + BATCH] = 1.0 - supply[self.at[target]]
        return found

    def exposure(self, target: str, rounds: int) -> Floats:
        """Give, to first order, how much the target's supply hangs on each entity.

        A cheap bound of importance by which candidates are chosen: parts multiplied along chains
        and added up over them.
        """
        soft = np.bincount(self.owner, ~self.hard, len(self.entities))
        weight = np.where(self.hard, 1.0, 1.0 / np.maximum(1.0, soft)[self.owner])
        now = np.zeros(len(self.entities))
        now[self.at[target]] = 1.0
        found = np.zeros(len(self.entities))
        for _ in range(rounds):
            now = np.minimum(1.0, np.asarray(self.parts.T @ (weight * now[self.owner])))
            found = np.maximum(found, now)
        return found
