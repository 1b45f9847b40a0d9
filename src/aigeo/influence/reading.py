"""All facts of a stored graph, read once as long as it does not change.

They are kept in memory with the store and in a file of the cache, both under the graph's revision,
which every load and removal changes. A view of a graph that a transaction has altered takes the
facts of the graph below and reads those alone that differ.
"""

from __future__ import annotations

import contextlib
import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from aigeo.influence.snapshot import Snapshot
from aigeo.model.vocabulary import vocabulary
from aigeo.store import Store
from aigeo.store.revision import revision
from aigeo.store.view import Altered, View

COLUMNS = """r.id AS fact, type(r) AS type, r.weight AS weight, r.sign AS sign,
  r.confidence AS confidence, coalesce(r.start, r.date, r.published) AS dated,
  r.status AS status, r.valid_from AS valid_from, r.valid_to AS valid_to, r.item AS item,
  coalesce(r.share, r.share_of_market) AS share, r.list AS list, r.program AS program,
  coalesce(r.statement_count, 1) AS statements"""
# Whole columns come over the wire several times faster than as many rows. Each list holds values
# of one type, and none is null, which `collect` would leave out.
_LISTED = {
    "fact": "r.id", "here": "x.id", "there": "y.id", "type": "type(r)",
    **{key: f"coalesce(r.{key}, '')" for key in ("influence", "status", "valid_from", "valid_to",
                                                 "item", "list", "program")},
    "dated": "coalesce(r.start, r.date, r.published, '')",
    "weight": "toFloat(r.weight)", "confidence": "toFloat(r.confidence)",
    "share": "toFloat(coalesce(r.share, r.share_of_market, -1))",
    "sign": "coalesce(r.sign, 0)", "statements": "coalesce(r.statement_count, 1)",
}  # fmt: skip
_PART = f"""
MATCH (x:Entity)
WHERE x.id >= $first AND x.id <= $last
MATCH (x)-[r]->(y:Entity)
WHERE r.weight IS NOT NULL
RETURN {", ".join(f"collect({value}) AS {name}" for name, value in _LISTED.items())}
"""
_IDS = "MATCH (x:Entity) RETURN collect(x.id) AS ids"
PART = 20_000
"""Entities whose facts are read at once."""
_SOME = f"""
UNWIND $facts AS f
MATCH (a:Entity {{id: f.a}})-[r:%s]->(b:Entity {{id: f.b}})
WHERE r.id = f.id
RETURN a.id AS here, b.id AS there, r.influence AS influence, {COLUMNS}
"""
_TOLD = """
UNWIND $facts AS fact
MATCH (s:Statement {fact: fact})
WHERE s.kind = 'relation'
OPTIONAL MATCH (a:Identity {id: s.subject})
OPTIONAL MATCH (b:Identity {id: s.object})
RETURN DISTINCT fact AS id, s.type AS type, coalesce(a.canonical, s.subject) AS a,
  coalesce(b.canonical, s.object) AS b
"""
_THERE = "UNWIND $ids AS id MATCH (n:Entity {id: id}) RETURN n.id AS id"

_MEMORY: WeakKeyDictionary[Store, tuple[str, Snapshot]] = WeakKeyDictionary()


def snapshot(store: Store) -> Snapshot:
    """Give all facts, read anew when the graph has changed since. Raises StoreError."""
    found = kept(store)
    if found is None:
        name = revision(store.read)
        found = Snapshot.joined(_parts(store))
        if name and revision(store.read) == name:
            _MEMORY[store] = name, found
            with contextlib.suppress(OSError):  # a full or read-only disk only costs time
                found.save(_cache_file(store), name)
    return found


def _parts(store: Store) -> Iterator[dict[str, list[Any]]]:
    ids = sorted(store.read(_IDS)[0]["ids"])
    for start in range(0, len(ids), PART):
        ends = {"first": ids[start], "last": ids[min(start + PART, len(ids)) - 1]}
        for part in store.read(_PART, ends):
            part["share"] = [math.nan if share < 0 else share for share in part["share"]]
            yield part


def kept(store: Store) -> Snapshot | None:
    """Give all facts of the graph as it is when they need not be read whole, else None."""
    name = revision(store.read)
    if isinstance(store, View) and store.altered is not None:
        return _altered(store, store.altered)
    if not name:
        return None
    in_memory = _MEMORY.get(store)
    if in_memory is not None and in_memory[0] == name:
        return in_memory[1]
    if isinstance(store, View):
        below = _MEMORY.get(store.below)
        found = below[1] if below is not None and below[0] == name else None
    else:
        found = None
    found = found or Snapshot.load(_cache_file(store), name)
    if found is not None:
        _MEMORY[store] = name, found
    return found


def _altered(view: View, altered: Altered) -> Snapshot | None:
    """Give the facts below with those that the view's transaction has changed."""
    known = _MEMORY.get(view)
    if known is not None:
        return known[1]
    below = kept(view.below)
    if below is None or revision(view.below.read) != altered.revision:
        return None
    there = {row["id"] for row in view.read(_THERE, {"ids": sorted(altered.entities)})}
    gone = altered.entities - there
    found = below.altered(altered.facts, gone, _some(view, altered.facts))
    _MEMORY[view] = "", found
    return found


def _some(store: Store, facts: Iterable[str]) -> Iterable[dict[str, Any]]:
    rows = store.read(_TOLD, {"facts": sorted(facts)})
    for row in rows:
        if vocabulary().relation(row["type"]).symmetric:  # written from the lesser id
            row["a"], row["b"] = sorted((row["a"], row["b"]))
    for kind, listed in by_relation(rows):
        yield from store.read(_SOME % kind, {"facts": listed})


def by_relation(facts: Iterable[Mapping[str, str]]) -> list[tuple[str, list[Mapping[str, str]]]]:
    """Group facts by their `type`, as the vocabulary writes it, so that it may stand in Cypher."""
    wanted: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for fact in facts:
        wanted[vocabulary().relation(fact["type"]).name].append(fact)
    return sorted(wanted.items())


def _cache_file(store: Store) -> Path:
    settings = store.settings
    graph = f"{settings.uri or settings.home} {settings.database or ''}"
    name = hashlib.sha256(graph.encode()).hexdigest()[:16]
    return settings.cache / "influence" / f"{name}.npz"
