"""The extractor that works without a key: rules, gazetteer and learnt models vote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from aigeo.articles.combine import (
    Vote,
    by_governments,
    combiner,
    entity_confidence,
    entity_record,
    gather,
    learnt_votes,
    pair_votes,
    rule_votes,
)
from aigeo.articles.document import Document
from aigeo.articles.extraction import ExtractedDocument
from aigeo.articles.grounding import Rejected, check
from aigeo.articles.injection import ADDRESSES_A_MODEL, addressed_to_models
from aigeo.articles.language import looks_english, refuse_other_scripts
from aigeo.articles.learnt import LearntModel
from aigeo.articles.local import Reading, RuleReader
from aigeo.articles.mentions import Entity, Relation
from aigeo.articles.pairs import pair_model
from aigeo.articles.qualify import qualify
from aigeo.articles.text import split_sentences

PARTS = frozenset({"rules", "pairs", "learnt"})


class LocalExtractor:
    """Rules, gazetteer, linear pair model and learnt encoder on one document at a time.

    `parts` leaves some of them out, for measuring; the gazetteer always takes part. Not safe for
    use by several threads at once.
    """

    name = "local"
    version = "1"

    def __init__(self, parts: frozenset[str] = PARTS) -> None:
        self._rules = RuleReader()
        self._parts = parts
        self._model = LearntModel.load() if "learnt" in parts else None

    def extract(self, document: Document) -> ExtractedDocument:
        """Entities and grounded relations of a document.

        Raises DocumentError for a text that is not in Latin script, which it cannot read.
        """
        refuse_other_scripts(document)
        text = document.text
        reading = self.read(text)
        relations, rejected = self.relations(document, reading)
        flags = (
            *(() if looks_english(text) else ("not English",)),
            *((ADDRESSES_A_MODEL,) if addressed_to_models(text) else ()),
        )
        kept = used_entities(reading.entities, relations)
        for entity in kept:
            entity.confidence = entity_confidence(entity, entity_record())
        return ExtractedDocument(
            document, kept, relations, self.name, self.version, rejected, flags
        )

    def read(self, text: str) -> Reading:
        """Entities and what the rules see, with the learnt model's mentions where it takes part."""
        if self._model is None:
            return self._rules.read(text)
        bounds = [(s.start, s.end) for s in split_sentences(text)]
        return self._rules.read(text, self._model.predict(text, sentences=bounds).mentions)

    def read_given(self, text: str, entities: Sequence[Entity]) -> Reading:
        """What the rules see between entities that somebody else found, with their mentions."""
        return self._rules.read_given(text, entities)

    def relations(
        self, document: Document, reading: Reading
    ) -> tuple[list[Relation], list[Rejected]]:
        """Grounded relations that all parts' votes together carry, and what was rejected."""
        votes, rejected = grounded(reading, by_governments(self.votes(reading), reading))
        generic = {e.id: e.generic for e in reading.entities}
        chosen = combiner().choose(gather(votes), generic)
        qualified = qualify(
            document.text,
            document.published,
            reading.sentences,
            reading.entities,
            reading.claims,
            chosen,
        )
        return qualified, rejected

    def votes(self, reading: Reading) -> Iterator[Vote]:
        """The relations that each part sees."""
        if "rules" in self._parts:
            yield from rule_votes(reading)
        if "pairs" in self._parts:
            yield from pair_votes(reading, pair_model())
        if self._model is not None:
            yield from learnt_votes(reading, self._model)


def grounded(reading: Reading, votes: Iterable[Vote]) -> tuple[list[Vote], list[Rejected]]:
    """Votes whose evidence and signature hold, and the rejected relations, each once."""
    addressed = addressed_to_models(reading.text)
    entities = {e.id: e for e in reading.entities}
    kept: list[Vote] = []
    rejected: dict[Rejected, None] = {}
    for vote in votes:
        passed, why = check(reading.text, reading.sentences, entities, [vote.relation], addressed)
        rejected.update(dict.fromkeys(why))
        if passed:
            kept.append(vote)
    return kept, list(rejected)


def used_entities(entities: Iterable[Entity], relations: Iterable[Relation]) -> list[Entity]:
    """Named entities, and the generic ones that a relation uses."""
    used: set[str] = set()
    for relation in relations:
        used.update((relation.subject, relation.object))
        used.update(
            v for v in (relation.item, *(q for _, q in relation.qualifiers)) if isinstance(v, str)
        )
    return [e for e in entities if not e.generic or e.id in used]
