"""Two extractors' results on one document side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aigeo.articles.clusters import normal_name
from aigeo.articles.extraction import ExtractedDocument
from aigeo.articles.mentions import Entity, Relation

Row = dict[str, Any]
Key = tuple[str, str, str, bool]


def compare(left: ExtractedDocument, right: ExtractedDocument) -> Iterator[Row]:
    """One row a fact that either found, in order of the text.

    `found` is `both`, or the name of the extractor that alone found it; entities are the same when
    they share a name (case, legal forms and possessives aside). Each side has its confidence,
    status and quote.
    """
    names: dict[str, str] = {}
    for entity in (*left.entities, *right.entities):
        _join(names, entity)
    sides = {
        left.extractor: _facts(left, names),
        right.extractor: _facts(right, names),
    }
    keys = {key: start for side in sides.values() for key, (_, start) in side.items()}
    for key in sorted(keys, key=lambda k: (keys[k], k)):
        kind, subject, object_, negated = key
        having = [name for name, side in sides.items() if key in side]
        row: Row = {
            "document": left.document.id,
            "found": "both" if len(having) == len(sides) else having[0],
            "subject": subject, "type": kind, "object": object_, "negated": negated,
        }  # fmt: skip
        for name, side in sides.items():
            relation = side[key][0] if key in side else None
            text = left.document.text
            row[f"{name}_confidence"] = None if relation is None else round(relation.confidence, 3)
            row[f"{name}_status"] = None if relation is None else relation.status
            row[f"{name}_quote"] = None if relation is None else text[relation.start : relation.end]
        yield row


def _join(names: dict[str, str], entity: Entity) -> None:
    """Give all names of an entity one shown name: that of the first entity that shares one."""
    keys = [normal_name(n) for n in (entity.name, *entity.surfaces())]
    shown = next((names[key] for key in keys if key in names), entity.name)
    for key in keys:
        names.setdefault(key, shown)


def _facts(extracted: ExtractedDocument, names: dict[str, str]) -> dict[Key, tuple[Relation, int]]:
    shown = {e.id: names[normal_name(e.name)] for e in extracted.entities}
    out: dict[Key, tuple[Relation, int]] = {}
    for r in sorted(extracted.relations, key=lambda r: -r.confidence):
        key = (r.type, shown[r.subject], shown[r.object], r.negated)
        out.setdefault(key, (r, r.start))
    return out


def agreement(rows: list[Row]) -> str:
    """How many facts both found, and how many each alone, in one line."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["found"]] = counts.get(row["found"], 0) + 1
    alone = ", ".join(f"{n} by {name} alone" for name, n in counts.items() if name != "both")
    return f"{counts.get('both', 0)} facts by both" + (f", {alone}" if alone else "")
