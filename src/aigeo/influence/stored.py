"""Facts out of the stored graph."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from aigeo.influence.facts import Fact, Filters
from aigeo.influence.reading import COLUMNS, by_relation, kept, snapshot
from aigeo.influence.source import Claim, Edge, Entity, Step
from aigeo.influence.table import FactTable
from aigeo.model.cells import cell_quote
from aigeo.store import Store

STEP_LIMIT = 50_000
"""Facts fetched in one step; the strongest are kept and the answer says so."""

_LEADS_OUT = "(r.influence IN ['forward', 'both'] AND startNode(r) = x " \
    "OR r.influence IN ['backward', 'both'] AND endNode(r) = x)"  # fmt: skip
_LEADS_IN = "(r.influence IN ['forward', 'both'] AND endNode(r) = x " \
    "OR r.influence IN ['backward', 'both'] AND startNode(r) = x)"  # fmt: skip
_ANY = "r.weight IS NOT NULL"
_ALLOWED = """
  AND r.confidence >= $min_confidence
  AND (size($types) = 0 OR type(r) IN $types)
  AND (r.status IN $statuses OR r.status = 'ended' AND $held)
  AND ($as_of IS NULL
    OR (coalesce(r.valid_from, '') <= $as_of OR r.status = 'planned')
      AND coalesce(r.valid_to, CASE r.status WHEN 'ended' THEN '' ELSE '9999' END) >= $as_of)
"""
_STEP = f"""
UNWIND $ids AS id
MATCH (x:Entity {{id: id}})-[r]-(y:Entity)
WHERE %s
RETURN x.id AS here, y.id AS there, startNode(r) = x AS written_from, {COLUMNS}
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
# One row for claims that say the same, however many statements make them.
_CLAIMS = """
UNWIND $facts AS fact
MATCH (s:Statement {fact: fact})
WHERE s.last_seen IS NULL AND NOT coalesce(s.negated, false)
  AND coalesce(s.review, '') <> 'rejected'
RETURN s.source AS source, s.start AS begun, s.end AS until, s.status AS status,
  s.qualifiers AS qualifiers, s.fact AS claimed, min(s.id) AS statement
"""
_STATEMENTS = "UNWIND $ids AS id MATCH (s:Statement {id: id}) RETURN s"
_ENTITIES = """
UNWIND $ids AS id
MATCH (n:Entity {id: id})
RETURN n.id AS id, n.name AS name, n.type AS type, coalesce(n.countries, []) AS countries,
  coalesce(n.aliases, []) AS aliases
"""


class StoredFacts:
    """The facts that the graph holds; a `FactSource`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._met: Counter[str] = Counter()

    def around(self, ids: Collection[str], filters: Filters, outward: bool) -> Step:
        """Give the facts out of (else into) `ids`, at most STEP_LIMIT, then the strongest."""
        leads = (_LEADS_OUT if outward else _LEADS_IN) if filters.directed else _ANY
        parameters = {
            "ids": sorted(ids),
            "limit": STEP_LIMIT,
            "as_of": filters.as_of,
            "min_confidence": filters.min_confidence,
            "types": list(filters.types),
            "statuses": list(filters.statuses),
            "held": filters.as_of is not None,
        }
        rows = self._store.read(_STEP % (leads + _ALLOWED, ""), parameters)
        cut = len(rows) == STEP_LIMIT
        if cut:
            rows = self._store.read(_STEP % (leads + _ALLOWED, _STRONGEST), parameters)
        facts = [_step_fact(row, outward) for row in rows]
        self._met.update(end for fact in facts for end in (fact.source, fact.target))
        return Step(facts, cut)

    def at_hand(self) -> bool:
        """Tell whether the facts of the graph as it is were read before."""
        return kept(self._store) is not None

    def table(self, filters: Filters) -> FactTable:
        """Give all admitted facts as columns, from the cache while the graph is the same."""
        return snapshot(self._store).table(filters)

    def edges(self, facts: Iterable[Fact]) -> dict[str, Edge]:
        """Give the whole edge of each fact by its id, with `subject_name` and `object_name`.

        An edge is looked up from the end of fewer facts, because edges have no index of their own.
        """
        whole = kept(self._store)
        busy = self._met if whole is None else whole.degrees()
        wanted = [
            {
                "id": fact.id,
                "type": fact.type,
                "anchor": min(fact.source, fact.target, key=lambda end: busy.get(end, 0)),
            }
            for fact in facts
        ]
        return {
            row["id"]: {
                **row["fact"],
                "subject_name": row["subject_name"],
                "object_name": row["object_name"],
            }
            for kind, listed in by_relation(wanted)
            for row in self._store.read(_DETAILS % kind, {"facts": listed})
        }

    def claims(self, facts: Iterable[Fact]) -> list[Claim]:
        """Give the current, affirmed claims of the facts, one of those that say the same."""
        ids = sorted({fact.id for fact in facts})
        rows = self._store.read(_CLAIMS, {"facts": ids})
        told = sorted(row["statement"] for row in rows)
        return [_claim(row["s"]) for row in self._store.read(_STATEMENTS, {"ids": told})]

    def entities(self, ids: Iterable[str]) -> dict[str, Entity]:
        """Give `id`, `name`, `aliases`, `type` and `countries` of the known among `ids`."""
        rows = self._store.read(_ENTITIES, {"ids": sorted(set(ids))})
        return {row["id"]: row for row in rows}


def _step_fact(row: dict[str, Any], outward: bool) -> Fact:
    ends = (row["here"], row["there"]) if outward else (row["there"], row["here"])
    return _fact(row, *ends, along=row["written_from"] == outward)


def _fact(row: dict[str, Any], source: str, target: str, *, along: bool) -> Fact:
    return Fact(
        id=row["fact"],
        type=row["type"],
        source=source,
        target=target,
        along=along,
        weight=row["weight"],
        sign=row["sign"],
        confidence=row["confidence"],
        dated=row["dated"],
        status=row["status"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        item=row["item"],
        share=row["share"],
        list=row["list"],
        program=row["program"],
        statements=row["statements"],
    )


def _claim(statement: dict[str, Any]) -> Claim:
    return Claim(
        fact=statement["fact"],
        statement=statement["id"],
        source=statement["source"],
        start=statement.get("start"),
        end=statement.get("end"),
        status=statement.get("status", "stated"),
        confidence=float(statement.get("confidence", 1.0)),
        quote=statement.get("quote") or cell_quote(statement),
        qualifiers=json.loads(statement.get("qualifiers") or "{}"),
    )
