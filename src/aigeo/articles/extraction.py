"""The extractor contract and the form of extracted documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from aigeo.articles.document import Document
from aigeo.articles.grounding import Rejected
from aigeo.articles.mentions import Entity, Relation


@dataclass(frozen=True, slots=True)
class ExtractedDocument:
    """A document with what an extractor found, and the relations that were not kept."""

    document: Document
    entities: Sequence[Entity]
    relations: Sequence[Relation]
    extractor: str
    extractor_version: str
    rejections: Sequence[Rejected] = ()
    flags: tuple[str, ...] = ()

    @property
    def rejected(self) -> Mapping[str, int]:
        """How many relations were not kept for which reason."""
        return Counter(r.reason for r in self.rejections)

    def to_json(self) -> dict[str, Any]:
        """One line of `aigeo extract --format jsonl`; `text[start_char:end_char] == quote`
        holds."""
        document = self.document
        out: dict[str, Any] = {
            "id": document.id,
            "title": document.title,
            "published": document.published,
            "url": document.url,
            "text": document.text,
            "entities": [_entity_json(e) for e in self.entities],
            "relations": [_relation_json(r, document.text) for r in self.relations],
            "extractor": self.extractor,
            "extractor_version": self.extractor_version,
            "rejected": dict(self.rejected),
        }
        for key in ("author", "publisher", "language"):
            value = getattr(document, key)
            if value is not None:
                out[key] = value
        flags = [*document.flags, *self.flags]
        if flags:
            out["flags"] = flags
        return out


class Extractor(Protocol):
    """Finds entities and relations in a document."""

    @property
    def name(self) -> str:
        """Name kept with every statement."""
        ...

    @property
    def version(self) -> str:
        """Version kept with every statement; changes when results may."""
        ...

    def extract(self, document: Document) -> ExtractedDocument:
        """Entities and relations with evidence; raises DocumentError where it cannot read the
        text."""
        ...


def _entity_json(entity: Entity) -> dict[str, Any]:
    out: dict[str, Any] = {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "mentions": entity.surfaces(),
        "generic": entity.generic,
        "confidence": round(entity.confidence, 3),
    }
    if entity.entry is not None:
        out["gazetteer"] = entity.entry
    if entity.role is not None:
        out["role"] = entity.role
    return out


def _relation_json(relation: Relation, text: str) -> dict[str, Any]:
    out: dict[str, Any] = {
        "type": relation.type,
        "subject": relation.subject,
        "object": relation.object,
        "item": relation.item,
        "quote": text[relation.start : relation.end],
        "start_char": relation.start,
        "end_char": relation.end,
        "date": relation.date,
        "status": relation.status,
        "negated": relation.negated,
        "confidence": round(relation.confidence, 3),
    }
    out.update(relation.qualifiers)
    return out
