"""Facts as a networkx graph, for analyses of one's own."""

from __future__ import annotations

from dataclasses import asdict

import networkx as nx

from aigeo.influence.facts import Filters
from aigeo.influence.source import FactSource


def influence_graph(
    source: FactSource, filters: Filters | None = None, *, evidence: bool = True
) -> nx.MultiDiGraph[str]:
    """Give all admitted facts as edges the way leverage runs, keyed by fact id.

    An edge has the attributes of `Fact` and, with `evidence`, those of the stored edge (`quote`,
    `sources`, `start`, …); a node has `name`, `type` and `countries`. Raises StoreError when the
    graph cannot be read.
    """
    facts = source.table(filters or Filters()).facts()
    edges = source.edges(facts) if evidence else {}
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    ends = {end for fact in facts for end in (fact.source, fact.target)}
    for entity, properties in source.entities(ends).items():
        graph.add_node(entity, **{k: v for k, v in properties.items() if k != "id"})
    for fact in facts:
        graph.add_edge(
            fact.source, fact.target, key=fact.id, **(edges.get(fact.id, {}) | asdict(fact))
        )
    return graph
