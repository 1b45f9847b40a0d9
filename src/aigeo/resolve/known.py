"""Who ids are, by what the graph has: entities, identities and judgements."""

from __future__ import annotations

from aigeo.resolve.blocked import has_any
from aigeo.store import Store


def judged_apart(store: Store) -> dict[str, frozenset[str]]:
    """Give, by id, the canonical ids of what a person judged to be different from it."""
    rows = store.read(
        "MATCH (j:Judgement) WHERE j.verdict = 'different' RETURN j.left AS left, j.right AS right"
    )
    if not rows:
        return {}
    ids = {i for row in rows for i in (row["left"], row["right"])}
    known: dict[str, str] = {i: c for i, (c, _) in known_canonical_ids(store, ids).items()}
    out: dict[str, set[str]] = {}
    for row in rows:
        for a, b in ((row["left"], row["right"]), (row["right"], row["left"])):
            out.setdefault(a, set()).update((str(b), known.get(str(b), str(b))))
    return {i: frozenset(others) for i, others in out.items()}


def known_canonical_ids(store: Store, ids: set[str]) -> dict[str, tuple[str, bool]]:
    """Give (canonical id, whether an entity or a judgement says so) of each id that is known."""
    wanted = {"ids": sorted(ids)}
    found: dict[str, tuple[str, bool]] = {}
    if has_any(store, "Entity"):
        rows = store.read("UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN id", wanted)
        found = {row["id"]: (row["id"], True) for row in rows}
    identities = has_any(store, "Identity") and store.read(
        "UNWIND $ids AS id MATCH (i:Identity {id: id}) RETURN id, i.canonical AS canonical", wanted
    )
    if identities:
        judged = {
            row["id"]
            for row in store.read(
                "UNWIND $ids AS id MATCH (j:Judgement {left: id}) WHERE j.verdict = 'same' "
                "RETURN DISTINCT id",
                {"ids": [row["id"] for row in identities]},
            )
        }
        found |= {row["id"]: (row["canonical"], row["id"] in judged) for row in identities}
    return found
