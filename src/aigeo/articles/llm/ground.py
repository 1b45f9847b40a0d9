"""From a model's answer to entities and relations of the text; what is not there is rejected."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from aigeo.articles.clusters import normal_name
from aigeo.articles.grounding import Rejected, align, check
from aigeo.articles.llm.answer import ENTITY_TYPES, Answer, FoundEntity, FoundRelation
from aigeo.articles.mentions import Entity, Mention, Relation
from aigeo.articles.text import Sentence
from aigeo.model.records import STATUSES

_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_ENTITY_QUALIFIERS = ("destination", "list", "attributed_to")
_VALUE_QUALIFIERS = ("amount", "currency", "share", "role")
_CONFIDENCE = (0.3, 0.9)
"""Bounds of what a model says of itself: it was not measured on gold for each relation type."""


@dataclass(slots=True)
class Grounded:
    """What of one or several answers stands in the text."""

    entities: list[Entity] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)


def ground(
    text: str,
    sentences: Sequence[Sentence],
    answers: Iterable[tuple[tuple[int, int], Answer]],
    addressed: Sequence[tuple[int, int]] = (),
) -> Grounded:
    """Ground answers, each to the part (character range) of the text that it was given for.

    Entities of one type and name are one over all parts; facts that parts share are kept once,
    with the higher confidence.
    """
    out = Grounded()
    known: dict[tuple[str, str], Entity] = {}
    best: dict[tuple[object, ...], Relation] = {}
    for span, answer in answers:
        ids = _entities(text, span, answer.entities, known, out.rejected)
        index = {e.id: e for e in ids.values()}
        for found in answer.relations:
            relation, rejected = _relation(text, span, found, ids)
            if relation is not None:
                kept, why = check(text, sentences, index, [relation], addressed)
                out.rejected += why
                for fact in kept:
                    key = (*fact.key(), fact.status, fact.item)
                    if key not in best or best[key].confidence < fact.confidence:
                        best[key] = fact
            elif rejected is not None:
                out.rejected.append(rejected)
    out.relations = sorted(best.values(), key=lambda r: (r.start, r.end, r.type))
    out.entities = sorted(known.values(), key=lambda e: min(m.start for m in e.mentions))
    return out


def _entities(
    text: str,
    span: tuple[int, int],
    found: Iterable[FoundEntity],
    known: dict[tuple[str, str], Entity],
    rejected: list[Rejected],
) -> dict[str, Entity]:
    """Entities by the ids of this answer; `known` and `rejected` are added to."""
    ids: dict[str, Entity] = {}
    for one in found:
        if one.type not in ENTITY_TYPES:
            rejected.append(Rejected("unknown entity type", one.type, one.name, "", one.name))
            continue
        mentions = _mentions(text, span, one)
        if not mentions:
            rejected.append(Rejected("entity not in text", one.type, one.name, "", one.name))
            continue
        key = (one.type, normal_name(one.name))
        entity = known.get(key)
        if entity is None:
            entity = Entity(f"e{len(known) + 1}", one.type, one.name.strip(), generic=one.generic)
            known[key] = entity
        seen = {(m.start, m.end) for m in entity.mentions}
        entity.mentions += [m for m in mentions if (m.start, m.end) not in seen]
        entity.role = entity.role or one.role
        ids[one.id] = entity
    return ids


def _mentions(text: str, span: tuple[int, int], found: FoundEntity) -> list[Mention]:
    """All places of its strings in the part, longest first, none inside another."""
    out: list[Mention] = []
    strings = {m.strip() for m in (found.name, *found.mentions) if m.strip()}
    for string in sorted(strings, key=lambda s: (-len(s), s)):
        pattern = r"\s+".join(map(re.escape, string.split()))
        for match in re.compile(rf"(?<!\w){pattern}(?!\w)").finditer(text, *span):
            mention = Mention(
                *match.span(), match.group(), found.type, "learnt", generic=found.generic
            )
            if not any(mention.overlaps(other) for other in out):
                out.append(mention)
    if not out and (loose := align(found.name, text[slice(*span)])):
        # Scripts without spaces have no word boundaries.
        start, end = loose[0] + span[0], loose[1] + span[0]
        out.append(Mention(start, end, text[start:end], found.type, "learnt"))
    return sorted(out, key=lambda m: m.start)


def _relation(
    text: str, span: tuple[int, int], found: FoundRelation, ids: dict[str, Entity]
) -> tuple[Relation | None, Rejected | None]:
    place = align(found.quote, text[slice(*span)])
    subject, object_ = ids.get(found.subject), ids.get(found.object)
    left = found.subject if subject is None else subject.name
    right = found.object if object_ is None else object_.name

    def no(reason: str) -> tuple[None, Rejected]:
        start, end = (None, None) if place is None else (place[0] + span[0], place[1] + span[0])
        return None, Rejected(reason, found.type, left, right, found.quote, start, end)

    if subject is None or object_ is None:
        return no("unknown argument")
    if place is None:
        return no("quote not in text")
    if found.status not in STATUSES:
        return no("unknown status")
    qualifiers: list[tuple[str, object]] = [
        (key, ids[value].id) for key in _ENTITY_QUALIFIERS if (value := getattr(found, key)) in ids
    ]
    qualifiers += [(k, v) for k in _VALUE_QUALIFIERS if (v := getattr(found, k))]
    item = ids.get(found.item or "")
    low, high = _CONFIDENCE
    return Relation(
        found.type, subject.id, object_.id, place[0] + span[0], place[1] + span[0], "llm",
        status=found.status, negated=found.negated,
        confidence=min(high, max(low, found.confidence)),
        item=item.id if item is not None else None,
        date=found.date if found.date and _DATE.fullmatch(found.date) else None,
        qualifiers=tuple(qualifiers),
    ), None  # fmt: skip


def complaint(rejected: Sequence[Rejected], most: int = 12) -> str:
    """What to tell the model so that it can mend its answer."""
    lines = [f"- {r.reason}: {r.claim()}" + (f" (quote: {r.quote!r})" if r.quote else "")
             for r in rejected[:most]]  # fmt: skip
    return (
        "Some of the answer does not hold. Give the whole answer again with these mended, or left "
        "out where the text does not say so. Quotes must be copied exactly from the text, ids must "
        "be listed among the entities, types must fit the table.\n" + "\n".join(lines)
    )
