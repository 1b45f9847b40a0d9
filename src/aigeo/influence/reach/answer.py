"""Ranking who can constrain or enable an entity, each with the strongest path as explanation."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from aigeo.errors import UsageError
from aigeo.influence.facts import Fact, Filters
from aigeo.influence.hops import hop_of
from aigeo.influence.reach.strongest import Tree, strongest
from aigeo.influence.reach.walk import walk
from aigeo.influence.scoring import Score, score, strengths
from aigeo.influence.source import FactSource
from aigeo.influence.table import FactTable, Floats

DIRECTIONS = ("in", "out")
SIGNS = {"constrain": (-1,), "enable": (1,), "both": (-1, 0, 1)}
DIGITS = 6


@dataclass(frozen=True, slots=True)
class _Ranked:
    entity: str
    mass: Floats
    facts: tuple[Fact, ...]
    score: float
    sign: int


def reach(
    source: FactSource,
    entity: str,
    filters: Filters | None = None,
    direction: str = "in",
    sign: str = "both",
    top: int = 20,
    weigh: Score = score,
) -> list[dict[str, Any]]:
    """Rank who has leverage on an entity (`in`), or on whom it has leverage (`out`).

    `sign` keeps what constrains or what enables. A row has `id`, `name`, `type`, `score` (the mass
    of signed random walks with restart, of at most `filters.max_hops` facts; comparable within one
    answer), its parts `constrain`, `enable` and `say`, and `path`: the strongest path of the kind
    asked for, with `score`, `sign` and `hops` as paths have them. Raises UsageError for an unknown
    direction or sign or a `top` below 1, StoreError when the graph cannot be read.
    """
    filters = filters or Filters()
    if direction not in DIRECTIONS:
        raise UsageError(f"unknown direction {direction!r}", hint="known: in, out")
    if sign not in SIGNS:
        raise UsageError(f"unknown sign {sign!r}", hint=f"known: {', '.join(SIGNS)}")
    if top < 1:
        raise UsageError("ask for at least one entity")
    day = filters.as_of or date.today().isoformat()
    table = source.table(filters)
    if entity not in table.entities:
        return []
    strength = strengths(table, day, weigh)
    ranked = _rank(table, strength, table.entities.index(entity), filters, direction, sign, top)
    return _rows(source, ranked)


def _rank(
    table: FactTable,
    strength: Floats,
    start: int,
    filters: Filters,
    direction: str,
    sign: str,
    top: int,
) -> list[_Ranked]:
    inward = direction == "in"
    ends = (table.target, table.source) if inward else (table.source, table.target)
    usable = (strength > 0) & (table.source != table.target)
    near = (ends[0][usable], ends[1][usable], table.sign[usable], strength[usable])
    size = len(table.entities)
    mass = walk(*near, start, size, filters.max_hops)
    signs = SIGNS[sign]
    wanted = mass[[s + 1 for s in signs]].sum(axis=0)
    wanted[start] = 0.0
    tree = strongest(*near, start, size, filters.max_hops)
    places = np.flatnonzero(usable)
    ranked = []
    for place in _greatest(wanted, top):
        found = _path(table, strength, tree, places, int(place), signs, inward)
        if found is not None:
            facts, value = found
            ranked.append(
                _Ranked(
                    entity=table.entities[place],
                    mass=mass[:, place],
                    facts=facts,
                    score=value,
                    sign=math.prod(fact.sign for fact in facts),
                )
            )
    return ranked


def _greatest(values: Floats, top: int) -> Iterable[int]:
    """Give the positions of the greatest values above 0, the greatest first, then the first."""
    some = np.flatnonzero(values > 0)
    if len(some) > top:
        least = np.partition(values[some], -top)[-top]
        some = some[values[some] >= least]
    order = np.lexsort((some, -values[some]))
    return [int(n) for n in some[order][:top]]


def _path(
    table: FactTable,
    strength: Floats,
    tree: Tree,
    places: Any,
    entity: int,
    signs: tuple[int, ...],
    inward: bool,
) -> tuple[tuple[Fact, ...], float] | None:
    """Give the strongest walk's facts in the direction of influence, and its score.

    A walk of a given sign may have to meet an entity twice; then the strongest of any sign, which
    never does, explains the row.
    """
    for kinds in (signs, SIGNS["both"]):
        sign = tree.best(entity, kinds)
        if sign is None:
            return None
        rows = [int(places[row]) for row in tree.rows(entity, sign)]
        facts = tuple(table.fact(row) for row in (rows[::-1] if inward else rows))
        stops = [facts[0].source, *(fact.target for fact in facts)]
        if len(set(stops)) == len(stops):
            break
    return facts, math.prod(float(strength[row]) for row in rows)


def _rows(source: FactSource, ranked: list[_Ranked]) -> list[dict[str, Any]]:
    edges = source.edges({fact.id: fact for r in ranked for fact in r.facts}.values())
    names = source.entities(r.entity for r in ranked)
    return [
        {
            "id": r.entity,
            "name": names.get(r.entity, {}).get("name", r.entity),
            "type": names.get(r.entity, {}).get("type"),
            "score": round(float(r.mass.sum()), DIGITS),
            "constrain": round(float(r.mass[0]), DIGITS),
            "say": round(float(r.mass[1]), DIGITS),
            "enable": round(float(r.mass[2]), DIGITS),
            "path": {
                "score": round(r.score, DIGITS),
                "sign": r.sign,
                "hops": [hop_of(fact, edges[fact.id]) for fact in r.facts],
            },
        }
        for r in ranked
    ]
