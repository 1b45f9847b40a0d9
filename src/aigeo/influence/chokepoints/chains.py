"""The way along which the loss of an entity reaches a target."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from itertools import pairwise

import networkx as nx

from aigeo.influence.chokepoints.needs import Need
from aigeo.influence.facts import Fact

LEAST = 1e-6
HOP = 1e-3


def chains(found: Iterable[Need], target: str, ends: Iterable[str]) -> Mapping[str, list[Fact]]:
    """Give, for each of `ends`, the facts of the way to the target that carries most of its loss.

    Parts are multiplied along a way; ways of equal parts are told apart by their length.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    for need in found:
        for provider in need.providers:
            cost = HOP - math.log(max(provider.part, LEAST))
            known = graph.get_edge_data(need.entity, provider.entity)
            if known is None or cost < known["cost"]:
                graph.add_edge(need.entity, provider.entity, cost=cost, fact=provider.fact)
    if target not in graph:
        return {}
    ways = nx.single_source_dijkstra_path(graph, target, weight="cost")
    return {
        end: [graph.edges[b, a]["fact"] for a, b in pairwise(way)]
        for end in ends
        if (way := list(reversed(ways.get(end, [])))) and len(way) > 1
    }
