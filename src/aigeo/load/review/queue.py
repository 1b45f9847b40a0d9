"""Statements that wait for a reader, with what he needs to judge them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from aigeo.articles.text import split_sentences
from aigeo.errors import NotFoundError
from aigeo.load.review.decision import UNREVIEWED
from aigeo.load.textstore import TextStore
from aigeo.model.cells import cell_quote
from aigeo.store import Store


@dataclass(frozen=True, slots=True)
class Filter:
    """Which statements are wanted; `below` is the confidence up to which (None: any)."""

    source: str | None = None
    type: str | None = None
    below: float | None = None
    kind: str = "relation"
    review: str = UNREVIEWED
    limit: int = 200


@dataclass(frozen=True, slots=True)
class Item:
    """One statement to judge. `before`, `quote` and `after` are its sentence and neighbours, as
    they stand in the text; without the text (another machine read it) only the quote is there."""

    id: str
    kind: str
    type: str
    subject: str
    subject_name: str
    subject_type: str
    object: str | None
    object_name: str | None
    object_type: str | None
    details: str
    confidence: float
    review: str
    before: str
    quote: str
    after: str
    source: str
    title: str
    published: str | None


def queue(store: Store, wanted: Filter) -> list[Item]:
    """The statements that a filter wants, least confident first."""
    rows = store.read(
        "MATCH (s:Statement)-[:FROM]->(o:Source) WHERE s.last_seen IS NULL AND s.kind = $kind "
        "AND coalesce(s.review, 'unreviewed') = $review "
        "AND ($source IS NULL OR o.id = $source) AND ($type IS NULL OR s.type = $type) "
        "AND ($below IS NULL OR s.confidence <= $below) "
        "RETURN s, o ORDER BY s.confidence, s.source, s.start_char, s.id LIMIT $limit",
        {"kind": wanted.kind, "review": wanted.review, "source": wanted.source,
         "type": wanted.type, "below": wanted.below, "limit": wanted.limit},
    )  # fmt: skip
    return list(_items(store, rows))


def item_of(store: Store, statement: str) -> Item:
    """One statement by its id. Raises NotFoundError."""
    rows = store.read(
        "MATCH (s:Statement {id: $id})-[:FROM]->(o:Source) RETURN s, o", {"id": statement}
    )
    if not rows:
        raise NotFoundError(f"no statement has the id {statement!r}", hint="see: aigeo review list")
    return next(_items(store, rows))


def _items(store: Store, rows: Iterable[dict[str, Any]]) -> Iterator[Item]:
    rows = list(rows)
    texts = TextStore(store.settings)
    known = _entities(store, rows)
    for row in rows:
        s, source = row["s"], row["o"]
        quote = s.get("quote") or cell_quote(s)
        text = texts.text(source.get("sha256"))
        before, after = _around(text, s.get("start_char"), s.get("end_char"), quote)
        subject = known.get(s["subject"], {})
        object_ = known.get(s.get("object") or "", {})
        yield Item(
            s["id"], s["kind"], s["type"],
            s["subject"], subject.get("name") or _claimed(s) or s["subject"],
            subject.get("type") or "",
            s.get("object"), object_.get("name") or s.get("object"), object_.get("type"),
            _details(s, known), float(s.get("confidence", 1.0)), s.get("review", UNREVIEWED),
            before, quote, after,
            source["id"], source.get("title") or source["id"], source.get("published"),
        )  # fmt: skip


def _entities(store: Store, rows: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
    ids = {row["s"].get(end) for row in rows for end in ("subject", "object")}
    for row in rows:
        values = json.loads(row["s"].get("qualifiers") or "{}").values()
        ids |= {value for value in values if isinstance(value, str)}
    found = store.read(
        "UNWIND $ids AS id OPTIONAL MATCH (i:Identity {id: id}) "
        "WITH id, coalesce(i.canonical, id) AS canonical "
        "MATCH (e:Entity {id: canonical}) RETURN id, e.name AS name, e.type AS type",
        {"ids": sorted(i for i in ids if i)},
    )
    return {row["id"]: row for row in found}


def _claimed(statement: dict[str, Any]) -> str | None:
    name = json.loads(statement.get("properties") or "{}").get("name")
    return str(name) if name else None


def _details(statement: dict[str, Any], known: dict[str, dict[str, str]]) -> str:
    parts = [f"{k}: {known.get(str(v), {}).get('name') or v}"
             for k, v in json.loads(statement.get("qualifiers") or "{}").items()]  # fmt: skip
    if statement.get("status", "stated") != "stated":
        parts.append(statement["status"])
    if statement.get("negated"):
        parts.append("negated")
    parts += [f"{k}: {statement[k]}" for k in ("start", "end") if statement.get(k)]
    return "; ".join(parts)


def _around(text: str | None, start: int | None, end: int | None, quote: str) -> tuple[str, str]:
    """The rest of the quote's sentences and one sentence on each side."""
    if text is None or start is None or end is None or text[start:end] != quote:
        return "", ""
    sentences = split_sentences(text)
    touched = [n for n, s in enumerate(sentences) if s.start < end and start < s.end]
    if not touched:
        return "", ""
    first = sentences[max(0, touched[0] - 1)].start
    last = sentences[min(len(sentences) - 1, touched[-1] + 1)].end
    return text[first:start], text[end:last]
