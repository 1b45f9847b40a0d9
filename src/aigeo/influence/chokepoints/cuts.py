"""The smallest set of entities whose loss cuts a target from all of its roots.

Menger's theorem: the least number of entities that lie on all ways equals the greatest flow when
each lets one way through (each entity split in two; Even, 1975). scipy's Dinic finds the flow;
networkx's takes minutes on a hundred thousand facts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, maximum_flow


def minimum_cut(
    ways: Iterable[tuple[str, str]],
    roots: Collection[str],
    target: str,
    allowed: Mapping[str, bool],
) -> list[str] | None:
    """Give a smallest set of allowed entities that every way from a root to the target meets.

    `ways` are pairs (provider, who needs it); an entity that is not `allowed` cannot be lost, nor
    can the target. None when a way meets no allowed entity; empty when there is no way at all.
    """
    pairs = {(a, b) for a, b in ways if a != b}
    entities = sorted({e for pair in pairs for e in pair} | set(roots) | {target})
    at = {entity: n for n, entity in enumerate(entities)}
    endless = len(entities) + 1  # more than any cut
    start, outside = 2 * len(entities), 2 * len(entities) + 1
    size = outside + 1
    rows = [outside, *(2 * at[e] for e in entities)]
    columns = [start, *(2 * at[e] + 1 for e in entities)]
    room = [endless]
    room += [1 if allowed.get(e, False) and e != target else endless for e in entities]
    for a, b in pairs:
        rows.append(2 * at[a] + 1)
        columns.append(2 * at[b])
        room.append(endless)
    for root in set(roots) - {target}:
        rows.append(start)
        columns.append(2 * at[root])
        room.append(endless)
    graph = csr_array((np.array(room, np.int32), (rows, columns)), shape=(size, size))
    result = maximum_flow(graph, outside, 2 * at[target])
    if result.flow_value >= endless:
        return None
    left = csr_array(graph - result.flow)
    left.eliminate_zeros()
    reached = set(
        breadth_first_order(left, outside, directed=True, return_predecessors=False).tolist()
    )
    return [e for e in entities if 2 * at[e] in reached and 2 * at[e] + 1 not in reached]
