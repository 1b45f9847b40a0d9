"""Choosing paths that tell different stories from many that are variants of a few."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from aigeo.influence.search import FoundPath

POOL_PER_PATH = 50
LARGEST_POOL = 2000


def diverse(found: Iterable[FoundPath], top: int, diversity: float) -> list[FoundPath]:
    """Choose `top` of the paths, which come the strongest first; give them in that order.

    The strongest path is chosen, then again and again that with the greatest score × ∏ (1 −
    diversity × overlap), the product over the paths chosen before; overlap is the part of the
    entities between the ends that two paths share (of the path that has fewer). That is maximal
    marginal relevance (Carbonell and Goldstein, 1998) with the accumulating penalty of the
    iterative penalty method for dissimilar paths (Akgün, Erkut and Batta, 2000). `diversity` 0
    gives the strongest paths, however alike. The choice is made among the strongest 50 × `top`
    paths, at most 2,000.
    """
    if diversity <= 0:
        return list(islice(found, top))
    pool = list(islice(found, min(LARGEST_POOL, max(top * POOL_PER_PATH, top))))
    parts = [_between(path) for path in pool]
    values = [path.score for path in pool]
    left = list(range(len(pool)))
    chosen: list[int] = []
    while left and len(chosen) < top:
        best = max(left, key=lambda n: (values[n], -n))
        chosen.append(best)
        left.remove(best)
        for n in left:
            values[n] *= 1 - diversity * _overlap(parts[n], parts[best])
    return [pool[n] for n in sorted(chosen)]


def _between(path: FoundPath) -> frozenset[str]:
    return frozenset(hop.fact.target for hop in path.hops[:-1])


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Give the part that two paths share: the overlap coefficient of their entities."""
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer else 0.0
