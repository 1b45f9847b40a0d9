"""Pronouns and definite descriptions ("the company", "its") that point back to an entity."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from aigeo.articles.mentions import Entity, Mention
from aigeo.articles.phrases import phrase_rules
from aigeo.articles.text import Sentence

_ACTORS = frozenset({"Firm", "Organization", "Agency", "ResearchOrganization", "Fund", "Government", "Country"})
_PRONOUN = re.compile(
    r"\b(?P<it>[Ii]ts?)\b|\b(?P<he>[Hh]e|[Ss]he|[Hh]is|[Hh]er)\b|\b(?P<they>[Tt]hey|[Tt]heir)\b|"
    r"\b(?P<we>[Ww]e|[Oo]ur)\b|"
    r"\b[Tt]he (?P<desc>[A-Za-z][\w-]*(?: [a-z][a-z-]+){0,2})|"
    r"\b(?P<rule>[Tt]his (?:final |interim final |interim |proposed )?(?:rule|action|document|notification|notice))\b"
)
_NEVER_BACK = frozenset({"Policy", "Model", "Chip", "Country"})
_FAMILY = {"Agency": ("Agency",), "Government": ("Government", "Agency"), "Firm": ("Firm",)}


def find_anaphors(
    text: str, sentences: Sequence[Sentence], entities: Sequence[Entity]
) -> list[tuple[Mention, Entity]]:
    """Each pronoun or description that could be resolved, with the entity it stands for."""
    places = sorted(
        ((m, e) for e in entities for m in e.mentions if not m.adjective), key=lambda pair: pair[0].start
    )
    rules = phrase_rules()
    out: list[tuple[Mention, Entity]] = []
    for number, sentence in enumerate(sentences):
        window = sentences[max(0, number - 3)].start
        near = [(m, e) for m, e in places if window <= m.start < sentence.end]
        for match in _PRONOUN.finditer(text, sentence.start, sentence.end):
            if any(m.start <= match.start() < m.end for m, _ in near):
                continue
            entity = _resolve(match, sentence, near, out, rules.descriptions)
            if entity is not None:
                start, end = match.start(), _end(match, rules.descriptions)
                mention = Mention(start, end, text[start:end], entity.type, "pronoun")
                out.append((mention, entity))
    return out


def _end(match: re.Match[str], descriptions: Mapping[str, str]) -> int:
    """End of the pronoun, or of the description's head word."""
    if not match["desc"]:
        return match.end()
    end = match.start("desc")
    for word in match["desc"].split():
        end = end + len(word)
        if word in descriptions and descriptions[word] not in _NEVER_BACK:
            return end
        end += 1
    return match.end()


def _resolve(
    match: re.Match[str],
    sentence: Sentence,
    near: Sequence[tuple[Mention, Entity]],
    resolved: Sequence[tuple[Mention, Entity]],
    descriptions: Mapping[str, str],
) -> Entity | None:
    before = [(m, e) for m, e in near if m.end <= match.start()]
    if match["it"]:
        return _subject(before, sentence, resolved, _ACTORS - {"Country"}) or _subject(
            before, sentence, resolved, _ACTORS
        )
    if match["he"]:
        return _latest(before, ("Person",))
    if match["they"] or match["we"]:
        return None
    if match["rule"]:
        return _latest(before, ("Agency",))
    kind = next(
        (
            descriptions[w]
            for w in match["desc"].split()
            if w in descriptions and descriptions[w] not in _NEVER_BACK
        ),
        None,
    )
    if kind is None:
        return None
    return _latest(before, _FAMILY.get(kind, (kind,)))


def _latest(before: Sequence[tuple[Mention, Entity]], kinds: Sequence[str]) -> Entity | None:
    for _, entity in reversed(before):
        if entity.type in kinds and not entity.generic:
            return entity
    return None


def _subject(
    before: Sequence[tuple[Mention, Entity]],
    sentence: Sentence,
    resolved: Sequence[tuple[Mention, Entity]],
    kinds: frozenset[str],
) -> Entity | None:
    """First actor of the same sentence before the pronoun, else the first of the sentence before."""
    here = [(m, e) for m, e in before if m.start >= sentence.start and e.type in kinds]
    here += [(m, e) for m, e in resolved if m.start >= sentence.start and e.type in kinds and m.text.casefold() != "its"]
    if here:
        return min(here, key=lambda pair: pair[0].start)[1]
    earlier = [(m, e) for m, e in before if e.type in kinds]
    earlier += [(m, e) for m, e in resolved if e.type in kinds and m.start < sentence.start]
    if not earlier:
        return None
    last = max(earlier, key=lambda pair: pair[0].start)[0]
    line = [pair for pair in earlier if pair[0].start >= last.start - 200]
    return min(line, key=lambda pair: pair[0].start)[1]
