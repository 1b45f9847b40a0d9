"""Fetching the facts that can lie on a path between two entities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from aigeo.influence.facts import Fact, Filters
from aigeo.model.vocabulary import vocabulary
from aigeo.store import Store

STEP_LIMIT = 50_000
"""Facts fetched in one step of one side; the strongest are kept and the answer says so."""

_LEADS_OUT = "(r.influence IN ['forward', 'both'] AND startNode(r) = x " \
    "OR r.influence IN ['backward', 'both'] AND endNode(r) = x)"  # fmt: skip
_LEADS_IN = "(r.influence IN ['forward', 'both'] AND endNode(r) = x " \
    "OR r.influence IN ['backward', 'both'] AND startNode(r) = x)"  # fmt: skip
_ALLOWED = """
  AND r.confidence >= $min_confidence
  AND (size($types) = 0 OR type(r) IN $types)
  AND (r.status IN $statuses OR r.status = 'ended' AND $held)
  AND ($as_of IS NULL
    OR (coalesce(r.valid_from, '') <= $as_of OR r.status = 'planned')
      AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of)
"""
_STEP = """
UNWIND $ids AS id
MATCH (x:Entity {id: id})-[r]-(y:Entity)
WHERE %s
RETURN r.id AS fact, type(r) AS type, x.id AS here, y.id AS there, startNode(r) = x AS written_from,
  r.weight AS weight, r.sign AS sign, r.confidence AS confidence,
  coalesce(r.start, r.date, r.published) AS dated
%s
LIMIT $limit
"""
# Ordering costs the embedded engine more than the rows themselves: only where some must go.
_STRONGEST = "ORDER BY weight DESC, fact"
_DETAILS = """
UNWIND $facts AS f
MATCH (x:Entity {id: f.anchor})-[r:%s]-(y:Entity)
WHERE r.id = f.id
RETURN DISTINCT r.id AS id, r AS fact, startNode(r).name AS subject_name,
  endNode(r).name AS object_name
"""


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Facts around two entities; `cut` when a step met more than it could fetch."""

    facts: tuple[Fact, ...]
    cut: bool


def between(store: Store, source: str, target: str, filters: Filters) -> Neighbourhood:
    """Give all facts that can lie on a path of at most `filters.max_hops` from source to target.

    Both sides are expanded, the smaller one first, so that a hub at one end is met last. Raises
    StoreError when the graph cannot be read.
    """
    facts: dict[tuple[str, bool], Fact] = {}
    reached: dict[bool, set[str]] = {True: {source}, False: {target}}
    edge: dict[bool, set[str]] = {True: {source}, False: {target}}
    cut = False
    for _ in range(filters.max_hops):
        outward = len(edge[True]) <= len(edge[False])
        if not edge[outward]:
            break
        found = _step(store, edge[outward], filters, outward)
        cut = cut or len(found) == STEP_LIMIT
        for fact in found:
            facts[fact.id, fact.along] = fact
        ends = {f.target if outward else f.source for f in found}
        edge[outward] = ends - reached[outward]
        reached[outward] |= ends
    return Neighbourhood(tuple(facts.values()), cut)


def _step(store: Store, ids: Collection[str], filters: Filters, outward: bool) -> list[Fact]:
    leads = (_LEADS_OUT if outward else _LEADS_IN) if filters.directed else "r.weight IS NOT NULL"
    parameters = {
        "ids": sorted(ids),
        "limit": STEP_LIMIT,
        "as_of": filters.as_of,
        "min_confidence": filters.min_confidence,
        "types": list(filters.types),
        "statuses": list(filters.statuses),
        "held": filters.as_of is not None,
    }
    rows = store.read(_STEP % (leads + _ALLOWED, ""), parameters)
    if len(rows) == STEP_LIMIT:
        rows = store.read(_STEP % (leads + _ALLOWED, _STRONGEST), parameters)
    return [_fact(row, outward) for row in rows]


def _fact(row: dict[str, Any], outward: bool) -> Fact:
    ends = (row["here"], row["there"]) if outward else (row["there"], row["here"])
    return Fact(
        id=row["fact"],
        type=row["type"],
        source=ends[0],
        target=ends[1],
        along=row["written_from"] == outward,
        weight=row["weight"],
        sign=row["sign"],
        confidence=row["confidence"],
        dated=row["dated"],
    )


def details(
    store: Store, facts: Iterable[Fact], degree: Mapping[str, int]
) -> dict[str, dict[str, Any]]:
    """Give the whole edge of each fact by its id, with `subject_name` and `object_name`.

    `degree` says how many facts an entity is known to have; an edge is looked up from its end
    with fewer, because edges have no index of their own.
    """
    wanted: dict[str, list[dict[str, str]]] = defaultdict(list)
    for fact in facts:
        anchor = min(fact.source, fact.target, key=lambda end: degree.get(end, 0))
        wanted[vocabulary().relation(fact.type).name].append({"id": fact.id, "anchor": anchor})
    return {
        row["id"]: {
            **row["fact"],
            "subject_name": row["subject_name"],
            "object_name": row["object_name"],
        }
        for kind, listed in sorted(wanted.items())
        for row in store.read(_DETAILS % kind, {"facts": listed})
    }
