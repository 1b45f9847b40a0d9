"""Canonical ids from judgements: pure functions of ids and decisions.

Two ids are one thing when a chain of `same` joins them. A `different` between two ids of one
chain is a conflict, which is reported and never decided here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from aigeo.resolve.judgements import MACHINES, Judgement

EXTERNAL_FIRST = ("wd", "lei", "cc", "ofac", "bis", "isin", "ftm")
"""Prefixes of ids that are kept before all others, in this order."""
_FIXED = 1_000_000
"""Capacity of a link that no cut may go through."""


def components(ids: Iterable[str], same: Iterable[Judgement]) -> list[frozenset[str]]:
    """Give the sets of ids that `same` judgements join, by their first id."""
    parent = {i: i for i in ids}

    def root(i: str) -> str:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for judgement in same:
        if judgement.left in parent and judgement.right in parent:
            parent[root(judgement.left)] = root(judgement.right)
    groups: dict[str, set[str]] = defaultdict(set)
    for i in parent:
        groups[root(i)].add(i)
    return sorted((frozenset(group) for group in groups.values()), key=min)


def canonical(group: Collection[str], same: Iterable[Judgement]) -> str:
    """Give the id under which a set of ids is kept.

    It is the id to which the judgements point and that points to none itself; where there are
    several or none, one of a public register wins, then the first in the alphabet.
    """
    left = {j.left for j in same if j.left in group and j.right in group}
    return min((i for i in group if i not in left), key=_rank, default=None) or min(
        group, key=_rank
    )


def _rank(i: str) -> tuple[int, str]:
    prefix = i.partition(":")[0]
    place = EXTERNAL_FIRST.index(prefix) if prefix in EXTERNAL_FIRST else len(EXTERNAL_FIRST)
    return place, i


def conflicts(judgements: Sequence[Judgement]) -> list[str]:
    """Say for each `different` between ids that a chain of `same` joins what contradicts what."""
    same = [j for j in judgements if j.verdict == "same"]
    ids = {i for j in judgements for i in (j.left, j.right)}
    group_of = {i: number for number, group in enumerate(components(ids, same)) for i in group}
    out = []
    for judgement in judgements:
        if judgement.verdict == "different" and (
            group_of[judgement.left] == group_of[judgement.right]
        ):
            chain = "; ".join(str(j) for j in _chain(judgement.left, judgement.right, same))
            out.append(f"{judgement}, but {chain}")
    return out


def _chain(left: str, right: str, same: Sequence[Judgement]) -> list[Judgement]:
    import networkx

    graph: Any = networkx.Graph()
    for j in same:
        # Where several people judged a pair, one of them is enough to name.
        if not graph.has_edge(j.left, j.right):
            graph.add_edge(j.left, j.right, judgement=j)
    path = networkx.shortest_path(graph, left, right)
    return [graph.edges[pair]["judgement"] for pair in pairwise(path)]


def cut(left: str, right: str, same: Sequence[Judgement]) -> tuple[list[Judgement], bool]:
    """Give the fewest `same` judgements without which two ids are no longer joined.

    Links made by machine are cut, nearest to `left` first. The second value tells whether
    that is enough: False where a person's judgements alone join the two, which are then given.
    """
    import networkx

    graph: Any = networkx.Graph()
    between: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
    for j in same:
        between[j.pair].append(j)
    for (a, b), judgements in between.items():
        machine = all(j.by in MACHINES for j in judgements)
        graph.add_edge(a, b, capacity=1 if machine else _FIXED)
    if left not in graph or right not in graph or not networkx.has_path(graph, left, right):
        return [], True
    value, (near, _) = networkx.minimum_cut(graph, left, right)
    cutting = [j for pair, js in between.items() if (pair[0] in near) != (pair[1] in near)
               for j in js]  # fmt: skip
    if value >= _FIXED:
        return [j for j in cutting if j.by not in MACHINES], False
    return cutting, True


def assigned(
    groups: Sequence[frozenset[str]], same: Sequence[Judgement], stated: Mapping[str, set[str]]
) -> dict[str, str]:
    """Give the canonical id of every id of `groups` and of the external ids that they state.

    `stated` holds, by source's id, the external ids that its statements give. One stated in two
    groups belongs to the group whose canonical id comes first.
    """
    out: dict[str, str] = {}
    kept = {canonical(group, same): group for group in groups}
    for name, group in kept.items():
        out.update(dict.fromkeys(group, name))
    for name in sorted(kept):
        for member in sorted(kept[name]):
            for external in stated.get(member, ()):
                out.setdefault(external, name)
    return out
