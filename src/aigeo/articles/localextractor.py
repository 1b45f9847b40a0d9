"""The extractor that works without a key: rules and gazetteer, later joined by the learnt model."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from aigeo.articles.document import Document
from aigeo.articles.extraction import ExtractedDocument
from aigeo.articles.language import looks_english, refuse_other_scripts
from aigeo.articles.grounding import check
from aigeo.articles.local import RuleReader
from aigeo.articles.mentions import Entity, Relation
from aigeo.articles.qualify import qualify


class LocalExtractor:
    """Rules and gazetteer on one document."""

    name = "local"
    version = "1"

    def __init__(self) -> None:
        self._rules = RuleReader()

    def extract(self, document: Document) -> ExtractedDocument:
        """Entities and grounded relations of a document.

        Raises DocumentError for a text that is not in Latin script, which it cannot read.
        """
        refuse_other_scripts(document)
        reading = self._rules.read(document.text)
        entities = {e.id: e for e in reading.entities}
        relations, rejected = check(
            document.text, reading.sentences, entities, best_of_each(reading.relations)
        )
        relations = qualify(
            document.text, document.published, reading.sentences, reading.entities, reading.claims, relations
        )
        flags = () if looks_english(document.text) else ("not English",)
        kept = used_entities(reading.entities, relations)
        return ExtractedDocument(document, kept, relations, self.name, self.version, rejected, flags)


def best_of_each(relations: Iterable[Relation]) -> list[Relation]:
    """One relation for each fact, status and list: the surest, shortest evidence first."""
    best: dict[tuple[object, ...], Relation] = {}
    for relation in relations:
        listed = dict(relation.qualifiers).get("list")
        key = (*relation.key(), relation.status if relation.type == "SANCTIONS" else "", listed)
        other = best.get(key)
        if other is None:
            best[key] = relation
        else:
            best[key] = _better(other, relation)
    return sorted(best.values(), key=lambda r: (r.start, r.end, r.type))


def _better(left: Relation, right: Relation) -> Relation:
    """The surer of two findings of a fact, with what only the other knows added."""
    first, second = sorted((left, right), key=lambda r: (-r.confidence, r.end - r.start))
    known = dict(first.qualifiers)
    extra = tuple((k, v) for k, v in second.qualifiers if k not in known)
    return replace(
        first,
        item=first.item or second.item,
        date=first.date or second.date,
        qualifiers=(*first.qualifiers, *extra),
    )


def used_entities(entities: Iterable[Entity], relations: Iterable[Relation]) -> list[Entity]:
    """Named entities, and the generic ones that a relation uses."""
    used: set[str] = set()
    for relation in relations:
        used.update((relation.subject, relation.object))
        used.update(v for v in (relation.item, *(q for _, q in relation.qualifiers)) if isinstance(v, str))
    return [e for e in entities if not e.generic or e.id in used]
