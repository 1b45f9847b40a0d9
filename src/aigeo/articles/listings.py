"""Entries of lists by destination, as rules of the Federal Register put them.

"adding 70 entities to the Entity List, under the destinations of China (42); Iran "
"(2)" says that the
group of 70 entities is based in each; later sentences ("Of the 32 persons being added, one is under
the destination of …", "These entities …") go on about the same group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from aigeo.articles.mentions import Entity, Mention, Relation
from aigeo.articles.text import Sentence

_DESTINATION = re.compile(
    r"\bunder (?:the destinations? of|each of the following destinations:|the following "
    r"destinations:)\s*",
    re.I,
)
_BETWEEN = re.compile(r"(?:\s?\(\d+\)|,|;|:|\s|\band\b|\bthe\b|\bPeople['’]s Republic of\b|\(|\))*")
_BREAK = re.compile(r"\b(?:entry|entries|aliases?|addresses|controls)\b", re.I)
_GROUP_WORD = re.compile(
    r"\b(?:entit(?:y|ies)|persons?|companies|firms|organizations|individuals|subsidiaries|affiliates)$"
)


def listing_relations(
    text: str,
    sentences: Sequence[Sentence],
    slots: Sequence[tuple[Mention, int]],
    entities: Sequence[Entity],
) -> Iterator[Relation]:
    """BASED_IN relations of listed groups and of named entries."""
    groups = [(m, entities[n]) for m, n in slots if _is_group(m, entities[n])]
    countries = [
        (m, entities[n]) for m, n in slots if entities[n].type == "Country" and not m.adjective
    ]
    for sentence in sentences:
        for match in _DESTINATION.finditer(text, sentence.start, sentence.end):
            earlier = [(m, e) for m, e in groups if m.end <= match.start()]
            if not earlier:
                continue
            mention, group = earlier[-1]
            if _BREAK.search(text, max(sentence.start, mention.end), match.start()):
                continue
            start = max(sentence.start, mention.start)
            for country, end in _destinations(text, match.end(), sentence.end, countries):
                yield Relation("BASED_IN", group.id, country.id, start, end, "listings/destination")


def _is_group(mention: Mention, entity: Entity) -> bool:
    return (
        entity.generic
        and entity.type in {"Organization", "Firm", "Person"}
        and _GROUP_WORD.search(mention.text) is not None
    )


def _destinations(
    text: str, at: int, stop: int, countries: Sequence[tuple[Mention, Entity]]
) -> Iterator[tuple[Entity, int]]:
    for mention, entity in countries:
        if mention.start < at:
            continue
        between = _BETWEEN.match(text, at, stop)
        if between is None or between.end() < mention.start or mention.end > stop:
            return
        yield entity, mention.end
        at = mention.end
