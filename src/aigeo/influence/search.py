"""The strongest paths between two sets of entities in a set of facts."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import count, pairwise

import networkx as nx

from aigeo.influence.facts import Fact

FACT, COST, OTHERS = "fact", "cost", "others"


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


def graph_of(facts: Iterable[Fact], strength: Callable[[Fact], float]) -> nx.DiGraph[str]:
    """Give a graph with one edge a pair: the strongest fact, and the number of the others.

    Edge data: `fact`, `cost` (−log of the strength, so that the strongest path is the shortest)
    and `others`. Facts without strength and those from an entity to itself are left out.
    """
    pairs: dict[tuple[str, str], list[tuple[float, str, Fact]]] = defaultdict(list)
    for fact in facts:
        value = strength(fact)
        if value > 0 and fact.source != fact.target:
            pairs[fact.source, fact.target].append((-math.log(value), fact.id, fact))
    graph: nx.DiGraph[str] = nx.DiGraph()
    for (source, target), tied in sorted(pairs.items()):
        cost, _, fact = min(tied, key=lambda item: item[:2])
        graph.add_edge(source, target, **{FACT: fact, COST: cost, OTHERS: len(tied) - 1})
    return graph


def best_paths(
    graph: nx.DiGraph[str], sources: Collection[str], targets: Collection[str], max_hops: int
) -> Iterator[FoundPath]:
    """Give the simple paths of at most `max_hops`, the strongest first; ties by the facts' ids.

    A path leads from one of `sources` to one of `targets` and meets no other of them. Best-first
    search (A*: Hart, Nilsson and Raphael, 1968) over partial paths. The estimate is exact but for
    repeated entities: the cheapest way from an entity to a target in the hops that are left.
    networkx's k shortest simple paths (Yen, 1971) know no limit of hops.
    """
    starts = {s for s in sources if s in graph}
    ends = {t for t in targets if t in graph} - starts
    rest = _cheapest(graph, ends, max_hops)
    order = count()
    queue: list[tuple[float, tuple[str, ...], int, float, tuple[str, ...]]] = [
        (rest[max_hops][source], (), next(order), 0.0, (source,))
        for source in sorted(starts)
        if source in rest[max_hops]
    ]
    heapq.heapify(queue)
    while queue:
        _, ids, _, spent, stops = heapq.heappop(queue)
        here = stops[-1]
        if here in ends:
            yield _path(graph, stops)
            continue
        left = max_hops - len(stops)
        for there, data in graph[here].items():
            ahead = rest[left].get(there)
            if ahead is None or there in stops or there in starts:
                continue
            cost = spent + data[COST]
            entry = (cost + ahead, (*ids, data[FACT].id), next(order), cost, (*stops, there))
            heapq.heappush(queue, entry)


def _cheapest(
    graph: nx.DiGraph[str], targets: Collection[str], max_hops: int
) -> list[dict[str, float]]:
    """Give, for each number of hops, what it costs at least to reach a target from a node."""
    layers: list[dict[str, float]] = [dict.fromkeys(targets, 0.0)]
    changed = set(targets)
    for _ in range(max_hops):
        known = dict(layers[-1])
        edge, changed = changed, set()
        for node in edge:
            cost = layers[-1][node]
            for before, data in graph.pred[node].items():
                if cost + data[COST] < known.get(before, math.inf):
                    known[before] = cost + data[COST]
                    changed.add(before)
        layers.append(known)
    return layers


def _path(graph: nx.DiGraph[str], stops: tuple[str, ...]) -> FoundPath:
    edges = [graph.edges[pair] for pair in pairwise(stops)]
    return FoundPath(tuple(Hop(data[FACT], math.exp(-data[COST]), data[OTHERS]) for data in edges))
