"""How many influence paths a decision on identity makes or breaks.

Where two entities are one, a path may enter at the one and leave at the other. With in₁, out₁ the
numbers of influence edges into and out of an entity, and in₂, out₂ those of walks of two such
edges, a decision on (a, b) touches

    in₁(a)·out₁(b) + in₂(a)·out₁(b) + in₁(a)·out₂(b), and the same with a and b changed over,

paths of two and three hops. Walks that come back to where they were count as well, so the number
is an upper bound; it ranks, it is not an answer about influence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from aigeo.model.batches import batches
from aigeo.store import Store

# An edge whose influence is `both` leads out and in.
_TIES = """
UNWIND $ids AS id
MATCH (e:Entity {id: id})-[r]-(n:Entity)
WITH id, n.id AS other, coalesce(r.influence, 'none') AS influence, startNode(r) = e AS written
RETURN id, other,
  sum(CASE WHEN influence = 'both' OR influence = 'forward' AND written
    OR influence = 'backward' AND NOT written THEN 1 ELSE 0 END) AS out,
  sum(CASE WHEN influence = 'both' OR influence = 'forward' AND NOT written
    OR influence = 'backward' AND written THEN 1 ELSE 0 END) AS into,
  count(*) AS facts
"""
_DEGREES = """
UNWIND $ids AS id
MATCH (e:Entity {id: id})-[r]-(:Entity)
WITH id, coalesce(r.influence, 'none') AS influence, startNode(r) = e AS written
RETURN id,
  sum(CASE WHEN influence = 'both' OR influence = 'forward' AND written
    OR influence = 'backward' AND NOT written THEN 1 ELSE 0 END) AS out,
  sum(CASE WHEN influence = 'both' OR influence = 'forward' AND NOT written
    OR influence = 'backward' AND written THEN 1 ELSE 0 END) AS into
"""


@dataclass(slots=True)
class Degrees:
    """Influence edges, and walks of two, into and out of an entity; all its facts."""

    into: int = 0
    out: int = 0
    into2: int = 0
    out2: int = 0
    facts: int = 0


def degrees(store: Store, ids: Iterable[str]) -> dict[str, Degrees]:
    """Give the degrees of entities by id; each neighbour's edges are counted once."""
    wanted = sorted(set(ids))
    found = {id: Degrees() for id in wanted}
    ties: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for some in batches(wanted, store.settings.batch):
        for row in store.stream(_TIES, {"ids": some}):
            one = found[row["id"]]
            one.out += row["out"]
            one.into += row["into"]
            one.facts += row["facts"]
            if row["out"] or row["into"]:
                ties[row["other"]].append((row["id"], row["out"], row["into"]))
    for some in batches(sorted(ties), store.settings.batch):
        for row in store.stream(_DEGREES, {"ids": some}):
            for id, out, into in ties[row["id"]]:
                found[id].out2 += out * row["out"]
                found[id].into2 += into * row["into"]
    return found


def paths_joined(a: Degrees, b: Degrees) -> int:
    """Give the number of influence paths of two and three hops that exist if two are one."""
    return sum(
        (one.into + one.into2) * other.out + one.into * other.out2
        for one, other in ((a, b), (b, a))
    )
