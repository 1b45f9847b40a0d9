"""Pronouns and definite descriptions ("the company", "its") that point back to an entity."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from aigeo.articles.mentions import Entity, Mention
from aigeo.articles.phrases import phrase_rules
from aigeo.articles.text import Sentence

_ACTORS = frozenset(
    {"Firm", "Organization", "Agency", "ResearchOrganization", "Fund", "Government", "Country"}
)
_PRONOUN = re.compile(
    r"\b(?P<it>[Ii]ts?)\b|\b(?P<he>[Hh]e|[Ss]he|[Hh]is|[Hh]er)\b|\b(?P<they>[Tt]hey|[Tt]heir)\b|"
    r"\b(?P<we>[Ww]e|[Oo]ur)\b|"
    r"\b[Tt]he (?P<desc>[A-Za-z][\w-]*(?: [a-z][a-z-]+){0,2})|"
    r"\b(?P<rule>[Tt]his (?:final |interim final |interim |proposed )?(?:rule|action|"
    r"document|notification|notice))\b"
)
_NEVER_BACK = frozenset({"Policy", "Model", "Chip"})
_GOVERNED = re.compile(
    r"\b(?:of|in|by|from|with|to|for|on|at|between|against|like|as|and|or|than|including|"
    r"under|over) (?:the )?$"
)
_FAMILY = {"Agency": ("Agency",), "Government": ("Government", "Agency"), "Firm": ("Firm",)}


def find_anaphors(
    text: str, sentences: Sequence[Sentence], entities: Sequence[Entity]
) -> list[tuple[Mention, Entity]]:
    """Each pronoun or description that could be resolved, with the entity it stands for."""
    places = sorted(
        ((m, e) for e in entities for m in e.mentions if not m.adjective),
        key=lambda pair: pair[0].start,
    )
    rules = phrase_rules()
    out: list[tuple[Mention, Entity]] = []
    for number, sentence in enumerate(sentences):
        window = sentences[max(0, number - 3)].start
        near = [(m, e) for m, e in places if window <= m.start < sentence.end]
        for match in _PRONOUN.finditer(text, sentence.start, sentence.end):
            if any(m.start <= match.start() < m.end for m, _ in near):
                continue
            entity = _resolve(text, match, sentence, near, out, rules.descriptions)
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
    text: str,
    match: re.Match[str],
    sentence: Sentence,
    near: Sequence[tuple[Mention, Entity]],
    resolved: Sequence[tuple[Mention, Entity]],
    descriptions: Mapping[str, str],
) -> Entity | None:
    before = [(m, e) for m, e in near if m.end <= match.start()]
    if match["it"]:
        return _subject(text, before, sentence, resolved, _ACTORS)
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
    return _subject(text, before, sentence, (), frozenset(_FAMILY.get(kind, (kind,))))


def _latest(before: Sequence[tuple[Mention, Entity]], kinds: Sequence[str]) -> Entity | None:
    for _, entity in reversed(before):
        if entity.type in kinds and not entity.generic:
            return entity
    return None


def _subject(
    text: str,
    before: Sequence[tuple[Mention, Entity]],
    sentence: Sentence,
    resolved: Sequence[tuple[Mention, Entity]],
    kinds: frozenset[str],
) -> Entity | None:
    """The most salient actor: subjects before objects, near before far, often named before
    seldom."""
    known = [(m, e) for m, e in before if e.type in kinds]
    known += [(m, e) for m, e in resolved if e.type in kinds and m.text.casefold() != "its"]
    best: tuple[float, int] | None = None
    chosen: Entity | None = None
    for mention, entity in known:
        score = _salience(text, mention, entity, sentence)
        if best is None or (score, -mention.start) > best:
            best, chosen = (score, -mention.start), entity
    return chosen


def _salience(text: str, mention: Mention, entity: Entity, sentence: Sentence) -> float:
    score = 0.5 * math.log2(1 + sum(not m.adjective for m in entity.mentions))
    if _GOVERNED.search(text, max(0, mention.start - 14), mention.start):
        score -= 1.5
    if text[mention.end : mention.end + 2] in {"'s", "’s"} or mention.adjective:
        score -= 0.5
    if mention.start < sentence.start:
        score -= 1.0 + (sentence.start - mention.start) / 150
    return score
