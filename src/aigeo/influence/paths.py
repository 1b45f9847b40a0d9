"""Influence paths between two entities, each hop with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any

from aigeo.errors import UsageError
from aigeo.influence.between import between
from aigeo.influence.facts import MAX_HOPS, Filters
from aigeo.influence.hops import hop_of
from aigeo.influence.scoring import Score, score
from aigeo.influence.search import FoundPath, Hop, best_paths, graph_of
from aigeo.influence.source import Edge, FactSource
from aigeo.model.records import STATUSES

DIGITS = 6


@dataclass(frozen=True, slots=True)
class Answer:
    """Paths as JSON-ready maps, the strongest first; `misses` only where there is none.

    A path has `score`, `sign` and `hops`; a hop `type`, `from`, `to` (in the order of the path),
    `direction` (`along` the fact as it is written, or `against`), `quote`, `sources`, `start`,
    `confidence` and more. A miss has `without` (the filter left out) and `path`. `cut` tells that
    a neighbourhood was too large and the weakest facts were left aside.
    """

    paths: list[dict[str, Any]]
    misses: list[dict[str, Any]]
    cut: bool


def paths(
    facts: FactSource,
    source: str,
    target: str,
    filters: Filters | None = None,
    top: int = 10,
    weigh: Score = score,
) -> Answer:
    """Give the `top` strongest influence paths from one entity (id) to another.

    `weigh` gives a fact's strength on a day and can be replaced. Where there is no path, the
    answer tells which filter stood in the way. Raises UsageError when both ends are the same or
    `top` is below 1, StoreError when the graph cannot be read.
    """
    filters = filters or Filters()
    if source == target:
        raise UsageError(f"both ends are {source}: a path needs two entities")
    if top < 1:
        raise UsageError("ask for at least one path")
    found, cut = _search(facts, source, target, filters, top, weigh)
    misses = [] if found else _misses(facts, source, target, filters, weigh)
    return Answer(found, misses, cut)


def _search(
    facts: FactSource, source: str, target: str, filters: Filters, top: int, weigh: Score
) -> tuple[list[dict[str, Any]], bool]:
    day = filters.as_of or date.today().isoformat()
    near = between(facts, [source], [target], filters)
    graph = graph_of(near.facts, lambda fact: weigh(fact, day))
    found = list(islice(best_paths(graph, source, target, filters.max_hops), top))
    shown = {hop.fact.id: hop.fact for path in found for hop in path.hops}
    edges = facts.edges(shown.values())
    return [_described(path, edges) for path in found], near.cut


def _misses(
    facts: FactSource, source: str, target: str, filters: Filters, weigh: Score
) -> list[dict[str, Any]]:
    """Leave out one filter at a time, then all, and give the strongest path that appears."""
    every_type, every_status = (), STATUSES
    looser: dict[str, Filters] = {
        "types": replace(filters, types=every_type),
        "confidence": replace(filters, min_confidence=0.0),
        "status": replace(filters, statuses=every_status),
        "date": replace(filters, as_of=None),
        "max_hops": replace(filters, max_hops=min(MAX_HOPS, filters.max_hops + 2)),
        "direction": replace(filters, directed=False),
        "all filters": replace(
            filters, types=every_type, min_confidence=0.0, statuses=every_status, as_of=None,
            directed=False,
        ),
    }  # fmt: skip
    misses: list[dict[str, Any]] = []
    for name, loose in looser.items():
        if loose == filters or (misses and name == "all filters"):
            continue
        found, _ = _search(facts, source, target, loose, 1, weigh)
        misses += [{"without": name, "path": path} for path in found]
    return misses


def _described(path: FoundPath, edges: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        "score": round(path.score, DIGITS),
        "sign": path.sign,
        "hops": [_hop(hop, edges[hop.fact.id]) for hop in path.hops],
    }


def _hop(hop: Hop, edge: Edge) -> dict[str, Any]:
    return {
        **hop_of(hop.fact, edge),
        "strength": round(hop.strength, DIGITS),
        "other_facts": hop.others,
    }
