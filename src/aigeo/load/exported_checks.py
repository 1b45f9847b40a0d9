"""What a line of an export must be before it is believed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from aigeo.load.session import Version
from aigeo.model.records import REVIEWS, EntityRecord, Evidence, RelationRecord
from aigeo.model.validate import entity_problems, relation_problems
from aigeo.model.vocabulary import vocabulary

Row = Mapping[str, Any]
MAX_ID = 1000
_TEXT = (
    "quote", "part", "start", "end", "status", "extractor", "extractor_version", "review",
    "first_seen", "last_seen", "attributed_to", "object", "story", "corrects", "reviewed_by",
    "reviewed_at",
)  # fmt: skip
_NUMBERS = ("row", "start_char", "end_char")
_MAPS = ("qualifiers", "properties", "columns")
_KEPT = ("id", "kind", "type", "subject", "source", *_TEXT, *_NUMBERS, *_MAPS,
         "negated", "confidence")  # fmt: skip
_SOURCE_TEXT = (
    "title", "publisher", "author", "url", "published", "retrieved", "language", "licence",
    "attribution", "dataset", "version", "sha256", "parts", "fingerprint", "origin",
    "story", "signature",
)  # fmt: skip
_INTERNAL = ("parts", "fingerprint")


def is_id(value: Any) -> bool:
    """Tell whether a value can be an id: text without control characters, not too long."""
    return isinstance(value, str) and 0 < len(value) <= MAX_ID and value.isprintable()


def is_judgement(row: Any) -> bool:
    """Tell whether a value is a judgement."""
    return (
        isinstance(row, dict)
        and all(is_id(row.get(key)) for key in ("id", "left", "right"))
        and row.get("verdict") in ("same", "different", "unsure")
        and all(isinstance(value, str | int | float | bool) for value in row.values())
    )


PAIR = ("id", "left", "right", "score", "reason", "source", "load", "origin", "type")
"""Properties of a candidate pair."""


def is_pair(row: Any) -> bool:
    """Tell whether a value is a candidate pair."""
    if not isinstance(row, dict) or not all(is_id(row.get(key)) for key in ("id", "left", "right")):
        return False
    score = row.get("score")
    return (
        isinstance(score, int | float) and not isinstance(score, bool) and 0 <= score <= 1
        and isinstance(row.get("reason"), str)
        and all(isinstance(row.get(key), str | None) for key in PAIR[5:])
    )  # fmt: skip


def source_problem(row: Any) -> str | None:
    """Say what is wrong with the node of a source, None when nothing is."""
    if not isinstance(row, dict) or not is_id(row.get("id")):
        return "a source without an id"
    for key, value in row.items():
        if value is not None and key in _SOURCE_TEXT and not isinstance(value, str):
            return f"source {row['id']!r}: {key!r} is not text"
    if not isinstance(row.get("commercial_use"), bool | None):
        return f"source {row['id']!r}: 'commercial_use' is neither true nor false"
    return None


def form_problem(row: Any) -> str | None:
    """Say why a value cannot be a statement, None when it can."""
    if not isinstance(row, dict):
        return "no JSON object"
    for key in ("id", "subject", "source", "type"):
        if not is_id(row.get(key)):
            return f"{key!r} is missing or no id"
    if row.get("kind") not in ("entity", "relation"):
        return f"kind {row.get('kind')!r}"
    for keys, kind, word in ((_TEXT, str, "text"), (_NUMBERS, int, "a whole number"),
                             (_MAPS, dict, "a mapping")):  # fmt: skip
        for key in keys:
            if row.get(key) is not None and not isinstance(row[key], kind):
                return f"{key!r} is not {word}"
    if not isinstance(row.get("negated"), bool | None):
        return "'negated' is neither true nor false"
    if row.get("review", "unreviewed") not in REVIEWS:
        return f"review {row['review']!r}"
    sure = row.get("confidence", 1.0)
    if isinstance(sure, bool) or not isinstance(sure, int | float) or not 0 <= sure <= 1:
        return f"confidence {sure!r} is not between 0 and 1"
    return None


def content_problem(row: Row, types: dict[str, str]) -> tuple[str, str] | None:
    """Check a statement against the vocabulary; give (reason, detail), None when it fits.

    `types` holds the types of the entities that the same source described before, and takes
    this one.
    """
    words = vocabulary()
    try:
        evidence = Evidence(
            quote=row.get("quote"), start_char=row.get("start_char"), end_char=row.get("end_char"),
            row=row.get("row"), columns=row.get("columns"), part=row.get("part"),
        )  # fmt: skip
        if row["kind"] == "entity":
            claimed = dict(row.get("properties") or {})
            record = EntityRecord(
                id=row["subject"],
                type=row["type"],
                name=claimed.pop("name", ""),
                evidence=evidence,
                aliases=tuple(claimed.pop("aliases", ())),
                external_ids=tuple(claimed.pop("external_ids", ())),
                properties=claimed,
                confidence=float(row.get("confidence", 1.0)),
            )
            problems = entity_problems(record, words)
            types.setdefault(record.id, record.type)
        else:
            ends = row["subject"], row.get("object")
            unknown = [end for end in ends if end not in types]
            if unknown:
                return "end not described", f"no entity {unknown[0]!r}"
            relation = RelationRecord(
                type=row["type"],
                subject=row["subject"],
                object=row["object"],
                evidence=evidence,
                qualifiers=row.get("qualifiers") or {},
                start=row.get("start"),
                end=row.get("end"),
                status=row.get("status", "stated"),
                negated=row.get("negated", False),
                confidence=float(row.get("confidence", 1.0)),
                attributed_to=row.get("attributed_to"),
            )
            problems = relation_problems(
                relation, words, types[relation.subject], types[relation.object], types
            )
    except (ValueError, TypeError, AttributeError) as error:
        return "not a statement", str(error)
    if problems:
        return problems[0].code, "; ".join(problem.message for problem in problems)
    return None


def stored_form(row: Row) -> dict[str, Any]:
    """Give a checked statement as the store keeps it; keys of other programs are dropped."""
    stored = {key: row[key] for key in _KEPT if row.get(key) is not None}
    for key in _MAPS:
        if key in stored:
            stored[key] = json.dumps(stored[key], ensure_ascii=False)
    needed = "properties" if row["kind"] == "entity" else "qualifiers"
    return {needed: "{}", **stored}


def version(source: Row, stored: Row | None) -> Version:
    """Give the version that an exported source is.

    Where the graph has another version of the source, that one's description stays.
    """
    if stored is not None and stored.get("sha256") != source.get("sha256"):
        source = {key: value for key, value in stored.items() if not key.startswith("_")}
    described = {
        key: source[key]
        for key in ("id", "commercial_use", *_SOURCE_TEXT)
        if key not in _INTERNAL and source.get(key) is not None
    }
    described.setdefault("title", described["id"])
    described.setdefault("retrieved", "")
    described.setdefault("sha256", "exported")
    parts = json.loads(source.get("parts") or "{}")
    return Version(
        source=described,
        parts={str(k): str(v) for k, v in parts.items()} if isinstance(parts, dict) else {},
        fingerprint=source.get("fingerprint") or "exported",
    )
