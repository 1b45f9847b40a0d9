"""A short text that changes when the graph does."""

from __future__ import annotations

import hashlib
import json

from aigeo.store import Store

_LOADS = "MATCH (n:Load) RETURN n.id AS id, n.state AS state, n.finished AS at ORDER BY id"
_DECISIONS = {
    label: f"MATCH (n:{label}) RETURN count(n) AS n, max(n.{key}) AS last"
    for label, key in (("Change", "id"), ("Judgement", "at"), ("Review", "at"))
}


def state(store: Store) -> str | None:
    """Give a digest of loads and decisions, the same until aigeo changes the graph.

    None while a load is being published: the graph then changes under the reader. What another
    program writes is not noticed: counting everything takes the embedded engine seconds.
    """
    loads = store.read(_LOADS)
    if any(load["state"] == "publishing" for load in loads):
        return None
    seen = [loads, *(store.read(text) for text in _DECISIONS.values())]
    text = json.dumps(seen, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:32]
