"""Rules and gazetteer chained: from text to entities and relations of one document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from aigeo.articles.attribution import Claim, find_claims
from aigeo.articles.clusters import cluster, normal_name
from aigeo.articles.coref import find_anaphors
from aigeo.articles.gazetteer import Gazetteer, gazetteer
from aigeo.articles.implied import implied_relations
from aigeo.articles.learnt import MentionPrediction
from aigeo.articles.listings import listing_relations
from aigeo.articles.mentions import Entity, Mention, Relation
from aigeo.articles.merge import MergeRules, merge_named, merge_phrases
from aigeo.articles.metonyms import as_adjective, as_place
from aigeo.articles.names import find_names, is_headline, with_place_in_brackets
from aigeo.articles.patterns import match_rules
from aigeo.articles.phrases import find_phrases
from aigeo.articles.render import render
from aigeo.articles.roles import add_roles
from aigeo.articles.text import Sentence, split_sentences, tokenise
from aigeo.articles.typeguess import TypeGuesser, type_guesser

_PHRASE_ACRONYM = re.compile(r" \((?:or )?[\"“]?([A-Z][A-Za-z-]{1,6}s?)[\"”]?\)")
_POSSESSOR = re.compile(r"(?:'s|’s|')?\s+$")


@dataclass(slots=True)
class Reading:
    """What the rules see in one document; entities are named ones first, then generic phrases."""

    text: str
    sentences: list[Sentence]
    entities: list[Entity] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    slots: list[tuple[Mention, int]] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def governments(self) -> dict[str, Entity]:
        """The governments that the text names, by the gazetteer entry of their country."""
        return {
            f"cc:{e.entry.removeprefix('gov:')}": e
            for e in self.entities
            if e.entry is not None and e.entry.startswith("gov:")
        }


class RuleReader:
    """Gazetteer, shapes, generic phrases, coreference and relation patterns."""

    def __init__(self, names: Gazetteer | None = None, guesser: TypeGuesser | None = None) -> None:
        self._gazetteer = gazetteer() if names is None else names
        self._guesser = type_guesser() if guesser is None else guesser

    def named_mentions(self, text: str, sentences: Sequence[Sentence]) -> list[Mention]:
        """Named mentions of the whole text, capitals as places told from governments."""
        return [
            as_adjective(text, as_place(text, mention))
            for sentence in sentences
            for mention in find_names(text, sentence, self._gazetteer, self._guesser)
        ]

    def read(
        self,
        text: str,
        learnt: Sequence[MentionPrediction] | None = None,
        limits: MergeRules | None = None,
    ) -> Reading:
        """Entities and relations of a text; `learnt` mentions are merged with the rules' own."""
        sentences = split_sentences(text)
        headlines = [s for s in sentences if is_headline(text, s, tokenise(text, s.start, s.end))]
        mentions = self.named_mentions(text, sentences)
        limits = MergeRules() if limits is None else limits
        if learnt is not None:
            mentions = merge_named(text, mentions, learnt, self._gazetteer, limits)
            mentions = with_place_in_brackets(text, mentions)
            mentions = _sure_in_headlines(text, headlines, mentions)
            mentions = [as_place(text, m) if m.source == "gazetteer" else m for m in mentions]
        short = phrase_acronyms(text, sentences, mentions)
        mentions = [
            m for m in mentions if m.source not in {"shape", "learnt"} or m.text not in short
        ]
        reading = Reading(text, sentences)
        reading.entities = cluster(text, mentions, self._gazetteer)
        place = _Finder(mentions, reading.entities)
        anaphors = find_anaphors(text, sentences, reading.entities)
        phrases = self._phrases(text, sentences, mentions, anaphors)
        if learnt is not None:
            phrases = merge_phrases(phrases, learnt, text, limits)
        phrases = _sure_in_headlines(text, headlines, phrases)
        generic = _cluster_phrases(text, phrases, place, anaphors, reading.entities)
        generic += _acronym_mentions(text, short, generic, reading.entities)
        self._relate(reading, generic, place, anaphors)
        add_roles(text, reading.entities)
        return reading

    def read_given(self, text: str, entities: Sequence[Entity]) -> Reading:
        """What the rules see between the entities of somebody else, generic ones included."""
        reading = Reading(text, split_sentences(text), list(entities))
        named = [e for e in reading.entities if not e.generic]
        place = _Finder([m for e in named for m in e.mentions], named)
        anaphors = find_anaphors(text, reading.sentences, named)
        generic = [(m, e) for e in reading.entities if e.generic for m in e.mentions]
        self._relate(reading, generic, place, anaphors)
        return reading

    def _relate(
        self,
        reading: Reading,
        generic: Sequence[tuple[Mention, Entity]],
        place: _Finder,
        anaphors: Sequence[tuple[Mention, Entity]],
    ) -> None:
        index = {e.id: n for n, e in enumerate(reading.entities)}
        slots = [(m, index[e.id]) for e in reading.entities for m in e.mentions]
        slots += [(m, index[e.id]) for m, e in anaphors]
        reading.slots = sorted(slots, key=lambda pair: (pair[0].start, -pair[0].end))
        reading.relations = list(self._relations(reading, generic, place))

    def _phrases(
        self,
        text: str,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        anaphors: Sequence[tuple[Mention, Entity]],
    ) -> list[Mention]:
        pronouns = [m for m, _ in anaphors]
        out: list[Mention] = []
        for sentence in sentences:
            names = [m for m in mentions if sentence.start <= m.start < sentence.end]
            out.extend(
                phrase
                for phrase in find_phrases(text, sentence, names)
                if not any(phrase.overlaps(p) for p in pronouns)
            )
        return out

    def _relations(
        self, reading: Reading, generic: Sequence[tuple[Mention, Entity]], place: _Finder
    ) -> Iterable[Relation]:
        nested = {n: place.inside(m) for n, (m, _) in enumerate(generic)}
        yield from implied_relations(reading.text, generic, nested, reading.governments())
        for sentence in reading.sentences:
            found = [
                pair for pair in reading.slots if sentence.start <= pair[0].start < sentence.end
            ]
            is_plain = [m.source != "phrase" or _holds_name(m, found) for m, _ in found]
            plain = [p for p, holds in zip(found, is_plain, strict=True) if holds]
            goods = [
                p
                for p, holds in zip(found, is_plain, strict=True)
                if holds or p[0].type != "Policy"
            ]
            for chosen in _distinct(found, goods, plain):
                yield from match_rules(render(reading.text, sentence, chosen), reading.entities)
            if plain:
                reading.claims.extend(find_claims(render(reading.text, sentence, plain)))
        yield from listing_relations(
            reading.text, reading.sentences, reading.slots, reading.entities
        )


def _sure_in_headlines(
    text: str, headlines: Sequence[Sentence], mentions: Sequence[Mention]
) -> list[Mention]:
    """Without the mentions that rest on capitals where every word has one.

    A name in a headline counts when the gazetteer knows it or the text has it again.
    """
    # Texts have few headlines: the whole text is searched for the names in them alone.
    folded = text.casefold() if headlines else ""
    return [
        m
        for m in mentions
        if m.source == "gazetteer"
        or not any(s.start <= m.start < s.end for s in headlines)
        or folded.count(m.text.casefold()) > 1
    ]


def _distinct(*choices: list[tuple[Mention, int]]) -> Iterator[list[tuple[Mention, int]]]:
    """Choices of slots that differ and have at least two: a phrase may hide a rule's own words."""
    seen: set[int] = set()
    for choice in choices:
        if len(choice) > 1 and len(choice) not in seen:
            seen.add(len(choice))
            yield choice


def _holds_name(phrase: Mention, found: Sequence[tuple[Mention, int]]) -> bool:
    return any(
        m is not phrase and phrase.start <= m.start and m.end <= phrase.end for m, _ in found
    )


def phrase_acronyms(
    text: str, sentences: Sequence[Sentence], names: Sequence[Mention]
) -> dict[str, tuple[int, int]]:
    """Short forms that the text itself gives to a generic phrase: `integrated circuits (ICs)`."""
    out: dict[str, tuple[int, int]] = {}
    for sentence in sentences:
        if "(" not in text[sentence.start : sentence.end]:
            continue
        near = [m for m in names if sentence.start <= m.start < sentence.end]
        for phrase in find_phrases(text, sentence, near):
            match = _PHRASE_ACRONYM.match(text, phrase.end)
            if match is not None:
                out.setdefault(match.group(1), (phrase.start, phrase.end))
    return out


def _acronym_mentions(
    text: str,
    short: dict[str, tuple[int, int]],
    generic: Sequence[tuple[Mention, Entity]],
    entities: Sequence[Entity],
) -> list[tuple[Mention, Entity]]:
    owner = {(m.start, m.end): e for m, e in generic}
    taken = [m for e in entities for m in e.mentions]
    out = []
    for acronym, span in short.items():
        entity = owner.get(span)
        if entity is None:
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(acronym)}(?!\w)", text):
            mention = Mention(
                match.start(), match.end(), acronym, entity.type, "phrase", generic=True
            )
            if not any(mention.overlaps(m) for m in taken):
                entity.mentions.append(mention)
                out.append((mention, entity))
    return out


class _Finder:
    """Named mentions by position."""

    def __init__(self, mentions: Sequence[Mention], entities: Sequence[Entity]) -> None:
        owner = {(m.start, m.end): e for e in entities for m in e.mentions}
        self._pairs = [(m, owner[(m.start, m.end)]) for m in mentions if (m.start, m.end) in owner]

    def inside(self, phrase: Mention) -> list[tuple[Mention, Entity]]:
        """Named mentions within a phrase, and the possessor right before it."""
        return [(m, e) for m, e in self._pairs if phrase.start <= m.start and m.end <= phrase.end]

    def possessor(self, text: str, phrase: Mention) -> Entity | None:
        """The named owner right before a phrase: `Anthropic's latest models`."""
        for mention, entity in self._pairs:
            between = text[mention.end : phrase.start] if mention.end < phrase.start else ""
            if len(between) <= 4 and between.strip() and _POSSESSOR.fullmatch(between):
                return entity
        return None


def _cluster_phrases(
    text: str,
    phrases: Sequence[Mention],
    place: _Finder,
    anaphors: Sequence[tuple[Mention, Entity]],
    entities: list[Entity],
) -> list[tuple[Mention, Entity]]:
    """Generic entities, one for each owner and phrase, appended to `entities`."""
    by_key: dict[tuple[str, str], Entity] = {}
    out: list[tuple[Mention, Entity]] = []
    for phrase in phrases:
        inside = place.inside(phrase)
        owner = place.possessor(text, phrase) or _pronoun_owner(text, phrase, anaphors)
        bare = phrase.text
        if (
            owner is None
            and inside
            and inside[0][0].start == phrase.start
            and inside[0][1].type != "Country"
        ):
            owner = inside[0][1]
        scope = owner.name if owner is not None else ""
        key = (scope, normal_name(bare))
        entity = by_key.get(key)
        if entity is None:
            name = f"{scope}: {bare}" if scope and scope not in bare else bare
            entity = Entity(f"e{len(entities) + 1}", phrase.type, name, generic=True)
            by_key[key] = entity
            entities.append(entity)
        entity.mentions.append(phrase)
        out.append((phrase, entity))
    return out


def _pronoun_owner(
    text: str, phrase: Mention, anaphors: Sequence[tuple[Mention, Entity]]
) -> Entity | None:
    for mention, entity in anaphors:
        if mention.end < phrase.start <= mention.end + 2 and mention.text.casefold() in {
            "its",
            "his",
            "their",
        }:
            return entity
        if mention.end < phrase.start <= mention.end + 4 and text[mention.end : phrase.start] in {
            "'s ",
            "’s ",
        }:
            return entity
    return None
