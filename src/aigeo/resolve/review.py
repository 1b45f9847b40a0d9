"""Candidate pairs in the order in which judging them matters most, side by side."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from aigeo.resolve.judgements import judged_pairs
from aigeo.resolve.ranking import degrees, paths_joined
from aigeo.store import Store

Row = dict[str, Any]
_LEFT_OUT = frozenset(
    {"id", "sources", "source_count", "statement_count", "confidence", "generic", "_labels"}
)
FACTS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities that may be one.

    `paths` counts the influence paths that exist only if they are one (aigeo.resolve.ranking),
    `touched` the facts that a merge moves: those of the entity that has fewer.
    """

    id: str
    left: str
    right: str
    score: float
    reason: str
    touched: int
    paths: int


def open_pairs(
    store: Store, limit: int | None = 100, of: Collection[str] | None = None
) -> list[Pair]:
    """Give the pairs that nobody judged yet, those that touch most influence paths first.

    Then by the facts that a merge moves, and by the probability. With `of`, two ids, only the
    pair of these.
    """
    # WITH first: from a matched node straight to another by id the embedded engine uses no index.
    # What was linked to another since is judged under that one's id.
    rows = store.read(
        "MATCH (p:CandidatePair) OPTIONAL MATCH (l:Identity {id: p.left}) "
        "OPTIONAL MATCH (r:Identity {id: p.right}) WITH p, coalesce(l.canonical, p.left) AS left, "
        "coalesce(r.canonical, p.right) AS right WHERE left <> right "
        "MATCH (a:Entity {id: left}) MATCH (b:Entity {id: right}) "
        "RETURN p.id AS id, left, right, p.score AS score, p.reason AS reason ORDER BY id"
    )
    if not rows:
        return []
    judged = judged_pairs(store)
    wanted = None if of is None else frozenset(of)
    rows = [
        r for r in rows
        if (both := frozenset((r["left"], r["right"]))) not in judged and wanted in (None, both)
    ]  # fmt: skip
    met = degrees(store, {r[side] for r in rows for side in ("left", "right")})
    pairs: dict[frozenset[str], Pair] = {}
    for r in rows:
        a, b = met[r["left"]], met[r["right"]]
        pair = Pair(
            r["id"], r["left"], r["right"], float(r["score"]), r["reason"],
            min(a.facts, b.facts), paths_joined(a, b),
        )  # fmt: skip
        pairs.setdefault(frozenset((pair.left, pair.right)), pair)
    ranked = sorted(pairs.values(), key=lambda p: (-p.paths, -p.touched, -p.score, p.id))
    return ranked[:limit]


def side(store: Store, id: str) -> tuple[dict[str, str], list[str]]:
    """Give an entity's fields as text, its id and sources among them, and its best facts."""
    (row,) = store.read("MATCH (e:Entity {id: $id}) RETURN properties(e) AS e", {"id": id})
    node = row["e"]
    fields = {"id": id, "name": node["name"], "type": node["type"]}
    for key in sorted(node.keys() - fields.keys() - _LEFT_OUT):
        if node[key] not in (None, "", []):
            fields[key] = _text(node[key])
    fields["sources"] = _text(node.get("sources", []))
    facts = [
        fact
        for pattern, arrow in (("-[r]->", "{t} {o}"), ("<-[r]-", "{o} {t} it"))
        for fact in _facts(store, id, pattern, arrow)
    ]
    return fields, facts


def _facts(store: Store, id: str, pattern: str, arrow: str) -> list[str]:
    rows = store.read(
        f"MATCH (e:Entity {{id: $id}}){pattern}(o:Entity) "
        "RETURN type(r) AS t, o.name AS o, r.quote AS q, r.weight AS w, r.id AS id "
        "ORDER BY w DESC, id LIMIT $limit",
        {"id": id, "limit": FACTS_SHOWN},
    )
    return [f"{arrow.format(**r)}: “{(r['q'] or '')[:120]}”" for r in rows]


def differing(
    left: Mapping[str, str], right: Mapping[str, str]
) -> list[tuple[str, str, str, bool]]:
    """Give (field, left, right, whether they contradict each other), names first."""
    order = ("id", "name", "type", "aliases", "countries", "external_ids")
    fields = [f for f in order if f in left or f in right]
    others = sorted((left.keys() | right.keys()) - set(order) - {"sources"})
    fields += [*others, "sources"]
    out = []
    for field in fields:
        a, b = left.get(field, ""), right.get(field, "")
        out.append((field, a, b, bool(a and b and a != b and field != "id")))
    return out


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return str(value)
