"""Who reaches whom directly: one edge a pair of entities, as arrays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from aigeo.influence.columns import Ints
from aigeo.influence.table import FactTable, Floats


@dataclass(frozen=True, slots=True)
class Ways:
    """The strongest fact between each two entities, by source.

    The edges out of entity `n` are those from `first[n]` up to `first[n + 1]`: `target`, `cost`
    (−log of the strength, so that the strongest path is the cheapest), `row` of the fact in the
    table, `rank` (facts in the order of their ids) and `others`, the number of weaker facts that
    tie the two the same way.
    """

    table: FactTable
    strength: Floats
    at: dict[str, int]
    first: Ints
    target: Ints
    cost: Floats
    row: Ints
    rank: Ints
    others: Ints

    @classmethod
    def of(cls, table: FactTable, strength: Floats) -> Ways:
        """Leave out facts without strength and those from an entity to itself."""
        ids = table.id.tolist()
        rank = np.empty(len(table), np.int32)
        # Rows of a stored graph come in the order of their ids, which makes sorting cheap.
        rank[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids), dtype=np.int32)
        usable = np.flatnonzero((strength > 0) & (table.source != table.target))
        cost = -np.log(strength[usable])
        source, target = table.source[usable], table.target[usable]
        order = np.lexsort((rank[usable], cost, target, source))
        source, target, row = source[order], target[order], usable[order]
        new = np.ones(len(order), np.bool_)
        new[1:] = (source[1:] != source[:-1]) | (target[1:] != target[:-1])
        start = np.flatnonzero(new)
        size = len(table.entities)
        return cls(
            table=table,
            strength=strength,
            at={entity: n for n, entity in enumerate(table.entities)},
            first=np.searchsorted(source[start], np.arange(size + 1)).astype(np.int32),
            target=target[start],
            cost=cost[order][start],
            row=row[start].astype(np.int32),
            rank=rank[row[start]],
            others=(np.diff(np.r_[start, len(order)]) - 1).astype(np.int32),
        )

    def places(self, entities: Iterable[str]) -> list[int]:
        """Give the numbers of the known among some entities, in the order of their ids."""
        return [self.at[entity] for entity in sorted(set(entities)) if entity in self.at]

    def cheapest(self, targets: Iterable[int], max_hops: int) -> list[Floats]:
        """Give, for each number of hops, what it costs at least to reach a target from an entity.

        Infinite where no way leads there (Bellman and Ford, limited to that many hops).
        """
        layer = np.full(len(self.first) - 1, np.inf)
        layer[list(targets)] = 0.0
        layers = [layer]
        busy = np.flatnonzero(np.diff(self.first))
        for _ in range(max_hops):
            before = layers[-1]
            after = before.copy()
            if len(busy):
                offers = np.minimum.reduceat(self.cost + before[self.target], self.first[busy])
                after[busy] = np.minimum(before[busy], offers)
            layers.append(after)
        return layers
