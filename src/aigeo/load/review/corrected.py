"""The statements that a correction puts in the place of the one that was read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from aigeo.model.ids import statement_id

Body = dict[str, Any]
READER = "review"
"""Extractor of statements that a person made."""
_NOT_COPIED = frozenset(
    "id fact load first_seen last_seen withdrawn_by returned_by was_last_seen was_withdrawn_by "
    "extractor_version reviewed_by reviewed_at corrects _labels".split()
)


def corrected(
    original: Mapping[str, Any], changes: Mapping[str, str], ends: Mapping[str, Mapping[str, Any]]
) -> list[Body]:
    """The corrected statement, after the entity statements of ends that it names anew.

    `ends` are the entities (`id`, `type`, `name`) that `changes` name. All are accepted, and
    `corrects` names the statement in whose place they stand.
    """
    body = {k: v for k, v in original.items() if k not in _NOT_COPIED and v is not None}
    body |= changes
    body |= {"extractor": READER, "review": "accepted", "corrects": original["id"]}
    body["confidence"] = 1.0
    body["id"] = _id(body)
    return [*(_entity(body, end) for end in ends.values()), body]


def _entity(body: Body, end: Mapping[str, Any]) -> Body:
    properties = json.dumps({"name": end["name"]}, ensure_ascii=False)
    kept = ("quote", "start_char", "end_char", "part", "row", "columns", "source", "story",
            "corrects", "extractor", "review", "confidence")  # fmt: skip
    entity: Body = {k: body[k] for k in kept if k in body}
    entity |= {
        "kind": "entity",
        "type": end["type"],
        "subject": end["id"],
        "properties": properties,
    }
    entity["id"] = _id(entity)
    return entity


def _id(body: Mapping[str, Any]) -> str:
    claim = {name: body.get(name) for name in ("qualifiers", "properties", "start", "end",
             "status", "negated", "quote", "start_char", "columns", "row")}  # fmt: skip
    return statement_id(
        body["source"], READER, body["kind"], body["type"], body["subject"], body.get("object"),
        **claim,
    )  # fmt: skip
