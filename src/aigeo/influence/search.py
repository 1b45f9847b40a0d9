"""The strongest paths between two sets of entities in a set of facts."""

from __future__ import annotations

import heapq
import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np

from aigeo.influence.columns import Ints
from aigeo.influence.facts import Fact
from aigeo.influence.table import Floats
from aigeo.influence.ways import Ways


@dataclass(frozen=True, slots=True)
class Hop:
    """The strongest fact between two neighbours, and how many others tie them the same way."""

    fact: Fact
    strength: float
    others: int


@dataclass(frozen=True, slots=True)
class FoundPath:
    """Hops in order, no entity twice; `score` is the product of their strengths, `sign` of signs.

    A sign of 0 (jurisdiction, lobbying) makes the sign of the path 0: somebody has a say, and the
    facts do not tell which way.
    """

    hops: tuple[Hop, ...]

    @property
    def score(self) -> float:
        """Product of the hops' strengths."""
        return math.prod(hop.strength for hop in self.hops)

    @property
    def sign(self) -> int:
        """Product of the signs: −1 constrains, 1 enables, 0 neither."""
        return math.prod(hop.fact.sign for hop in self.hops)


@dataclass(frozen=True, slots=True)
class _Partial:
    """A path that has begun: what it cost, the edges taken and the entities met."""

    spent: float
    edges: tuple[int, ...]
    ranks: tuple[int, ...]
    stops: tuple[int, ...]


def best_paths(
    ways: Ways, sources: Collection[str], targets: Collection[str], max_hops: int
) -> Iterator[FoundPath]:
    """Give the simple paths of at most `max_hops`, the strongest first; ties by the facts' ids.

    A path leads from one of `sources` to one of `targets` and meets no other of them. Best-first
    search (A*: Hart, Nilsson and Raphael, 1968) over partial paths. The estimate is exact but for
    repeated entities: the cheapest way from an entity to a target in the hops that are left. Of the
    ways on from an entity only the best waits in the queue, and the next when that is taken, so
    that a hub costs no more than what is used of it. networkx's k shortest simple paths (Yen, 1971)
    know no limit of hops.
    """
    starts = ways.places(sources)
    ends = set(ways.places(targets)) - set(starts)
    search = _Search(ways, starts, ways.cheapest(ends, max_hops), max_hops)
    for start in starts:
        search.begin(start)
    while (path := search.next()) is not None:
        if path.stops[-1] in ends:
            yield _found(ways, path)
        else:
            search.go_on(path)


class _Search:
    def __init__(
        self, ways: Ways, starts: Sequence[int], rest: list[Floats], max_hops: int
    ) -> None:
        self._ways, self._rest, self._max_hops = ways, rest, max_hops
        self._starts = np.zeros(len(ways.at), np.bool_)
        self._starts[list(starts)] = True
        self._order = count()
        # A waiting path comes with the path that it goes on from and the place among its ways on.
        self._queue: list[tuple[float, tuple[int, ...], int, _Partial, _Partial | None, int]] = []
        self._onward: dict[tuple[int, int], tuple[Ints, Floats]] = {}

    def begin(self, start: int) -> None:
        """Let paths start at an entity."""
        ahead = float(self._rest[self._max_hops][start])
        if math.isfinite(ahead):
            self._push(ahead, _Partial(0.0, (), (), (start,)), None, 0)

    def next(self) -> _Partial | None:
        """Give the most promising of the waiting paths, None when none waits."""
        if not self._queue:
            return None
        _, _, _, path, before, place = heapq.heappop(self._queue)
        if before is not None:
            self._offer(before, place + 1)
        return path

    def go_on(self, path: _Partial) -> None:
        """Let the best way on from the end of a path wait."""
        if len(path.stops) <= self._max_hops:
            self._offer(path, 0)

    def _offer(self, path: _Partial, place: int) -> None:
        ways = self._ways
        edges, costs = self._ways_on(path.stops[-1], self._max_hops - len(path.stops))
        for n in range(place, len(edges)):
            edge = int(edges[n])
            there = int(ways.target[edge])
            if there not in path.stops:
                further = _Partial(
                    path.spent + float(ways.cost[edge]),
                    (*path.edges, edge),
                    (*path.ranks, int(ways.rank[edge])),
                    (*path.stops, there),
                )
                self._push(path.spent + float(costs[n]), further, path, n)
                return

    def _ways_on(self, here: int, left: int) -> tuple[Ints, Floats]:
        """Give the edges out of an entity from which a target is in reach, the best first."""
        known = self._onward.get((here, left))
        if known is not None:
            return known
        ways = self._ways
        edges = np.arange(ways.first[here], ways.first[here + 1], dtype=np.int32)
        costs = ways.cost[edges] + self._rest[left][ways.target[edges]]
        open_ = np.isfinite(costs) & ~self._starts[ways.target[edges]]
        edges, costs = edges[open_], costs[open_]
        order = np.lexsort((ways.rank[edges], costs))
        found = self._onward[here, left] = edges[order], costs[order]
        return found

    def _push(self, priority: float, path: _Partial, before: _Partial | None, place: int) -> None:
        entry = (priority, path.ranks, next(self._order), path, before, place)
        heapq.heappush(self._queue, entry)


def _found(ways: Ways, path: _Partial) -> FoundPath:
    return FoundPath(
        tuple(
            Hop(
                ways.table.fact(row := int(ways.row[edge])),
                float(ways.strength[row]),
                int(ways.others[edge]),
            )
            for edge in path.edges
        )
    )
