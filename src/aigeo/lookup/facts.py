"""One fact and the statements that it rests on."""

from __future__ import annotations

import json
from typing import Any

from aigeo.errors import NotFoundError
from aigeo.store import Store

Row = dict[str, Any]

STATEMENT = "RETURN properties(s) AS s, properties(x) AS x, s.id AS id"
"""End of a query that matched a statement `s` and its source `x`; see `statement`."""

_JSON_FIELDS = ("qualifiers", "properties", "columns")
_OF_SOURCE = ("id", "title", "publisher", "url", "published", "retrieved", "licence",
              "attribution", "dataset", "version")  # fmt: skip


def statement(row: Row) -> Row:
    """Give a statement as a map: its stored fields, JSON decoded, and `source` as a map.

    `withdrawn` is the day on which the source stopped saying so, None while it says so.
    """
    found = {key: row["s"][key] for key in sorted(row["s"]) if key not in ("source", "last_seen")}
    for field in _JSON_FIELDS:
        if found.get(field):
            found[field] = json.loads(found[field])
    found["withdrawn"] = row["s"].get("last_seen")
    found["source"] = {key: row["x"].get(key) for key in _OF_SOURCE}
    return found


def evidence(store: Store, fact: str) -> list[Row]:
    """Give the statements of a fact, the most confident first.

    Raises NotFoundError where no statement supports a fact of that id.
    """
    rows = store.read(
        f"MATCH (s:Statement {{fact: $fact}})-[:FROM]->(x:Source) {STATEMENT}", {"fact": fact}
    )
    if not rows:
        raise NotFoundError(
            f"no fact has the id {fact!r}", hint="relations and paths give ids of facts"
        )
    found = [statement(row) for row in rows]
    return sorted(found, key=lambda s: (-s.get("confidence", 0), s["id"]))


def fact(store: Store, id: str) -> Row:
    """Give a fact with its `statements`; without `relation` where it makes no edge.

    Negated and rejected statements make none. Raises NotFoundError for an unknown id.
    """
    statements = evidence(store, id)
    # Edges have no index of their own, so the edge is found from one of its ends.
    rows = store.read(
        "MATCH (s:Statement {fact: $fact}) WITH s LIMIT 1 "
        "OPTIONAL MATCH (i:Identity {id: s.subject}) OPTIONAL MATCH (j:Identity {id: s.object}) "
        "WITH coalesce(i.canonical, s.subject) AS a, coalesce(j.canonical, s.object) AS b "
        "MATCH (x:Entity {id: a})-[r]->(y:Entity {id: b}) WHERE r.id = $fact "
        "RETURN type(r) AS type, x.id AS subject, x.name AS subject_name, y.id AS object, "
        "y.name AS object_name, properties(r) AS p",
        {"fact": id},
    )
    edges = [{**{k: v for k, v in row.items() if k != "p"}, **row["p"]} for row in rows]
    return {"id": id, **({"relation": edges[0]} if edges else {}), "statements": statements}
