"""Influence paths between two entities or sets of them, each hop with its evidence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from aigeo.errors import UsageError
from aigeo.influence.between import between
from aigeo.influence.diverse import diverse
from aigeo.influence.facts import MAX_HOPS, Filters
from aigeo.influence.hops import hop_of
from aigeo.influence.scoring import Score, score, strengths
from aigeo.influence.search import FoundPath, Hop, best_paths
from aigeo.influence.source import Edge, FactSource
from aigeo.influence.table import FactTable
from aigeo.influence.ways import Ways
from aigeo.model.records import STATUSES

DIGITS = 6
DIVERSITY = 0.5
Ends = str | Sequence[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """Paths as JSON-ready maps, the strongest first; `misses` only where there is none.

    A path has `score`, `sign` and `hops`; a hop `type`, `from`, `to` (in the order of the path),
    `direction` (`along` the fact as it is written, or `against`), `quote`, `sources`, `start`,
    `confidence` and more. A miss has `without` (the filter left out) and `path`.
    """

    paths: list[dict[str, Any]]
    misses: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Question:
    facts: FactSource
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    weigh: Score
    diversity: float
    without: frozenset[str]


def paths(
    facts: FactSource,
    source: Ends,
    target: Ends,
    filters: Filters | None = None,
    top: int = 10,
    weigh: Score = score,
    diversity: float = DIVERSITY,
    without: Collection[str] = (),
) -> Answer:
    """Give `top` strong influence paths from one entity (id), or any of several, to another.

    `weigh` gives a fact's strength on a day and can be replaced. `diversity` (0 to 1) tells how
    much a path loses for going the way of a stronger one; with 0 the strongest come, however alike
    (see `aigeo.influence.diverse`). `without` are ids of facts and entities that no path may meet.
    Where there is no path, the answer tells which filter stood in
    the way. Raises UsageError when both ends are the same or a number is out of range, StoreError
    when the graph cannot be read.
    """
    filters = filters or Filters()
    sources, targets = _ends(source), _ends(target)
    if not sources or not targets:
        raise UsageError("a path needs an entity at each end")
    targets = tuple(t for t in targets if t not in sources)
    if not targets:
        raise UsageError(f"both ends are {', '.join(sources)}: a path needs two entities")
    if top < 1:
        raise UsageError("ask for at least one path")
    if not 0 <= diversity <= 1:
        raise UsageError(f"diversity lies between 0 and 1; {diversity} does not")
    question = _Question(facts, sources, targets, weigh, diversity, frozenset(without))
    found = _search(question, filters, top)
    return Answer(found, [] if found else _misses(question, filters))


def _ends(given: Ends) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(dict.fromkeys(given))


def _search(question: _Question, filters: Filters, top: int) -> list[dict[str, Any]]:
    day = filters.as_of or date.today().isoformat()
    table = between(question.facts, question.sources, question.targets, filters)
    ways = table.kept(
        ("ways", day, question.weigh, question.without), lambda: _ways(question, table, day)
    )
    every = best_paths(ways, question.sources, question.targets, filters.max_hops)
    found = diverse(every, top, question.diversity)
    shown = {hop.fact.id: hop.fact for path in found for hop in path.hops}
    edges = question.facts.edges(shown.values())
    return [_described(path, edges) for path in found]


def _ways(question: _Question, table: FactTable, day: str) -> Ways:
    strength = strengths(table, day, question.weigh)
    if question.without:
        gone = np.fromiter((e in question.without for e in table.entities), np.bool_)
        gone_facts = table.id.among(question.without) | gone[table.source] | gone[table.target]
        strength = np.where(gone_facts, 0.0, strength)
    return Ways.of(table, strength)


def _misses(question: _Question, filters: Filters) -> list[dict[str, Any]]:
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
        misses += [{"without": name, "path": path} for path in _search(question, loose, 1)]
    return misses


def _described(path: FoundPath, edges: dict[str, Edge]) -> dict[str, Any]:
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
