"""Evidence: quotes aligned to the text, and relations checked against it and against the
vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aigeo.articles.mentions import Entity, Relation
from aigeo.articles.text import Sentence
from aigeo.errors import SchemaError
from aigeo.model.vocabulary import vocabulary

ADDRESSED = "quote addressed to a model"
_NEIGHBOURHOOD = 2
_MAX_QUOTE = 600


def align(quote: str, text: str, near: int = 0) -> tuple[int, int] | None:
    """Character range of a quote: exact first, then whatever the white space; None when absent.

    Of several occurrences the first at or after `near` is taken, else the first.
    """
    wanted = quote.strip()
    if not wanted:
        return None
    at = text.find(wanted, near)
    if at < 0:
        at = text.find(wanted)
    if at >= 0:
        return at, at + len(wanted)
    loose = re.compile(r"\s+".join(re.escape(word) for word in wanted.split()))
    match = loose.search(text, near) or loose.search(text)
    return match.span() if match else None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A relation that an extractor found and that was not kept: why, what it said, and where.

    `start` and `end` are None when the quote is not in the text; `quote` then holds what the
    extractor gave for one.
    """

    reason: str
    type: str
    subject: str
    object: str
    quote: str = ""
    start: int | None = None
    end: int | None = None

    def claim(self) -> str:
        """The relation in one line."""
        return f"{self.subject} {self.type} {self.object}"


def check(
    text: str,
    sentences: Sequence[Sentence],
    entities: Mapping[str, Entity],
    relations: Iterable[Relation],
    addressed: Sequence[tuple[int, int]] = (),
) -> tuple[list[Relation], list[Rejected]]:
    """Relations whose evidence and signature hold, and those that were rejected.

    `addressed` are the ranges of the text that speak to a language model.
    Reasons: `unknown argument`, `same entity twice`, `unknown relation type`, `signature`,
    `quote not in text`, `quote too long`, `argument far from quote`, `quote addressed to a model`.
    """
    kept: list[Relation] = []
    rejected: list[Rejected] = []
    for relation in relations:
        reason = _reason(text, sentences, entities, relation)
        if reason is None and any(s < relation.end and relation.start < e for s, e in addressed):
            reason = ADDRESSED
        if reason is None:
            kept.append(relation)
        else:
            rejected.append(_rejected(reason, text, entities, relation))
    return kept, rejected


def _rejected(
    reason: str, text: str, entities: Mapping[str, Entity], relation: Relation
) -> Rejected:
    ends = (entities.get(relation.subject), entities.get(relation.object))
    subject, object_ = (
        end.name if end is not None else given
        for end, given in zip(ends, (relation.subject, relation.object), strict=True)
    )
    if not 0 <= relation.start < relation.end <= len(text):
        return Rejected(reason, relation.type, subject, object_)
    start, end = relation.start, min(relation.end, relation.start + _MAX_QUOTE)
    return Rejected(reason, relation.type, subject, object_, text[start:end], start, end)


def _reason(
    text: str, sentences: Sequence[Sentence], entities: Mapping[str, Entity], relation: Relation
) -> str | None:
    subject, object_ = entities.get(relation.subject), entities.get(relation.object)
    if subject is None or object_ is None:
        return "unknown argument"
    if subject is object_:
        return "same entity twice"
    try:
        allowed = vocabulary().relation(relation.type).allows(subject.type, object_.type)
    except SchemaError:
        return "unknown relation type"
    if not allowed:
        return "signature"
    if not 0 <= relation.start < relation.end <= len(text):
        return "quote not in text"
    if relation.end - relation.start > _MAX_QUOTE:
        return "quote too long"
    window = _window(sentences, relation.start, relation.end)
    for entity in (subject, object_):
        near = any(window[0] <= m.start and m.end <= window[1] for m in entity.mentions)
        if not near and not _implied(entity, entities.values(), relation):
            return "argument far from quote"
    return None


def _implied(entity: Entity, entities: Iterable[Entity], relation: Relation) -> bool:
    """Whether the quote speaks of a government by its country's adjective: "U.S. sanctions"."""
    if entity.entry is None or not entity.entry.startswith("gov:"):
        return False
    country = f"cc:{entity.entry.removeprefix('gov:')}"
    return any(
        m.adjective and relation.start <= m.start and m.end <= relation.end
        for e in entities
        if e.entry == country
        for m in e.mentions
    )


def _window(sentences: Sequence[Sentence], start: int, end: int) -> tuple[int, int]:
    """The quote's sentences with the neighbours on both sides."""
    touched = [n for n, s in enumerate(sentences) if s.start < end and start < s.end]
    if not touched:
        return start, end
    first = max(0, touched[0] - _NEIGHBOURHOOD)
    last = min(len(sentences) - 1, touched[-1] + 1)
    return sentences[first].start, sentences[last].end
