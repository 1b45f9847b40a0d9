"""Reviewed documents in the form of the annotated data, so that use makes gold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from aigeo.load.review.decision import ACCEPTED, REJECTED
from aigeo.load.textstore import TextStore
from aigeo.model.vocabulary import vocabulary
from aigeo.store import Store

Json = dict[str, Any]


def gold_documents(
    store: Store, source: str | None = None, *, partly: bool = False
) -> Iterator[tuple[str, Json | str]]:
    """(source, document) for each text of which every relation was reviewed.

    `partly` also gives those with some reviewed relations, marked `complete: false`, without the
    unreviewed ones. In place of a document stands the reason why it cannot be given.
    """
    texts = TextStore(store.settings)
    for row in store.read(
        "MATCH (s:Statement {kind: 'relation'})-[:FROM]->(o:Source) WHERE s.last_seen IS NULL "
        "AND s.quote IS NOT NULL AND ($source IS NULL OR o.id = $source) "
        "WITH o, count(s) AS all, sum(CASE WHEN s.review IN ['accepted', 'rejected'] "
        "THEN 1 ELSE 0 END) AS reviewed WHERE reviewed > 0 "
        "RETURN o, all, reviewed ORDER BY o.id",
        {"source": source},
    ):
        node = row["o"]
        complete = row["all"] == row["reviewed"]
        if not complete and not partly:
            left = row["all"] - row["reviewed"]
            yield node["id"], f"{left} of its {row['all']} relations are not reviewed yet"
            continue
        kept = texts.document(node.get("sha256"))
        if kept is None:
            yield node["id"], "its text is not kept on this machine; load it again here"
            continue
        document = _document(store, node, kept)
        if not complete:
            document["complete"] = False
        yield node["id"], document


def _document(store: Store, source: Json, kept: Json) -> Json:
    text = kept["text"]
    statements = [row["s"] for row in store.read(
        "MATCH (:Source {id: $id})<-[:FROM]-(s:Statement) WHERE s.last_seen IS NULL "
        "RETURN s ORDER BY s.start_char, s.id",
        {"id": source["id"]},
    )]  # fmt: skip
    relations = [s for s in statements if s["kind"] == "relation" and s.get("review") == ACCEPTED
                 and text[s["start_char"] : s["end_char"]] == s["quote"]]  # fmt: skip
    used = {i for s in relations for i in (s["subject"], s["object"], *_entities_of(s))}
    entities: dict[str, Json] = {}
    for s in statements:
        if s["kind"] != "entity" or s.get("review") == REJECTED:
            continue
        claimed = json.loads(s["properties"])
        if claimed.get("generic") and s["subject"] not in used:
            continue
        entity = entities.setdefault(
            s["subject"],
            {"id": f"e{len(entities) + 1}", "type": s["type"], "name": claimed["name"],
             "mentions": [], "generic": bool(claimed.get("generic"))},
        )  # fmt: skip
        own = () if s.get("corrects") else (s["quote"],)
        for mention in (*own, claimed["name"], *claimed.get("aliases", ())):
            if mention in text and mention not in entity["mentions"]:
                entity["mentions"].append(mention)
    named = {i: e for i, e in entities.items() if e["mentions"]}
    ids = {i: e["id"] for i, e in named.items()}
    return {
        "id": kept["id"],
        **{key: kept.get(key) for key in ("title", "published", "url")},
        "text": text,
        "entities": list(named.values()),
        "relations": [
            _relation(s, ids) for s in relations if {s["subject"], s["object"]} <= set(ids)
        ],
    }


def _entities_of(statement: Json) -> list[str]:
    ranges = vocabulary().relation_types[statement["type"]].qualifiers
    qualifiers = json.loads(statement.get("qualifiers") or "{}")
    return [v for k, v in qualifiers.items() if ranges[k].range == "entity"]


def _relation(statement: Json, ids: dict[str, str]) -> Json:
    ranges = vocabulary().relation_types[statement["type"]].qualifiers
    qualifiers: Json = {"item": None}
    for key, value in json.loads(statement.get("qualifiers") or "{}").items():
        if ranges[key].range != "entity":
            qualifiers[key] = value
        elif value in ids:
            qualifiers[key] = ids[value]
    return {
        "type": statement["type"],
        "subject": ids[statement["subject"]],
        "object": ids[statement["object"]],
        **qualifiers,
        "quote": statement["quote"],
        "start_char": statement["start_char"],
        "end_char": statement["end_char"],
        "date": statement.get("start") or statement.get("end"),
        "status": statement.get("status", "stated"),
        "negated": bool(statement.get("negated")),
    }
