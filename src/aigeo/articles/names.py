"""Mentions of named things in a sentence: gazetteer matches and capitalised sequences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from aigeo.articles.gazetteer import Gazetteer, Match
from aigeo.articles.mentions import Mention
from aigeo.articles.text import Sentence, Token, tokenise
from aigeo.articles.titles import find_titles
from aigeo.articles.typeguess import NOT_A_NAME, TypeGuesser

# Words that end or begin names of bodies and rules; they hold a sequence together.
_HEAD_LAST = frozenset(
    "university institute laboratory laboratories academy ministry department bureau agency "
    "commission committee "
    "council court office administration authority association alliance act bill law rule "
    "regulation regulations "
    "order list agreement treaty accord pact framework directive program programme "
    "initiative plan fund "
    "technologies technology semiconductor semiconductors electronics industries holdings "
    "group corp corporation "
    "inc ltd limited co company llc plc capital ventures partners bank center centre "
    "foundation labs research "
    "systems solutions energy international materials networks microelectronics devices "
    "precision party park "
    "conference summit dialogue forum parliament senate congress police customs service".split()
)
_HEAD_OF = frozenset(
    "university institute ministry department bureau center centre office committee "
    "commission council court "
    "academy school bank house administration association agency board federation union "
    "chamber college law act "
    "foundation".split()
)
_TITLES = frozenset(
    "president senator sen rep representative chairman chairwoman chair mr mrs ms dr prof "
    "professor ceo chief "
    "executive officer prime minister secretary deputy vice premier chancellor commissioner "
    "governor judge "
    "justice general gen king sheikh sir lord attorney director former under assistant "
    "spokesman spokeswoman "
    "spokesperson congressman congresswoman ambassador chairperson speaker".split()
)
_NEVER = frozenset(
    "i january february march april may june july august september october november december "
    "monday tuesday "
    "wednesday thursday friday saturday sunday mr mrs ms dr ai the a an in on at it its he "
    "she they we you but and "
    "or so if as for to of by with from this that these those there their his her our my "
    "while when after before "
    "since under last next one two three four five six seven eight nine ten both another "
    "some all many most each "
    "jan feb mar apr jun jul aug sept sep oct nov dec q1 q2 q3 q4 no yes what who why how "
    "gpu gpus llm llms ceo "
    "cfo cto ipo r&d".split()
)
NO_ENTITIES = frozenset({"Federal Register", "Internet", "Earth", "Moore"})
_PLACE_AND_FORM = re.compile(
    r" \([A-Z][a-z]+(?: [A-Z][a-z]+)?\)(?: [A-Z][\w&-]*){0,4}?"
    r",? (?:Inc|Ltd|Limited|Corp|Corporation|Co|Company|LLC)\b\.?(?:,? (?:Ltd|Limited)\b\.?)?"
)
"""The rest of a name like "Acme Technology (Wuxi) Co., Ltd." after its first part."""
_LEGAL = re.compile(r",? (?:Inc|Ltd|Corp|Co|LLC|PLC|plc)\b\.?(?:,? Ltd\.?)?")


def find_names(
    text: str, sentence: Sentence, gazetteer: Gazetteer, guesser: TypeGuesser
) -> list[Mention]:
    """Named mentions of one sentence, in order and without overlap."""
    tokens = tokenise(text, sentence.start, sentence.end)
    titles = find_titles(text, sentence)
    if titles:
        outside = [t for t in tokens if not any(m.start <= t.start < m.end for m in titles)]
        tokens = outside
    headline = is_headline(text, sentence, tokens)
    matches = [m for m in gazetteer.matches(tokens, text) if _plausible(m, tokens)]
    spans = _capital_spans(text, tokens)
    out: list[Mention] = list(titles)
    used: set[int] = set()
    for first, last in spans:
        inside = [m for m in matches if m.first < last and m.last > first]
        whole = _is_one_name(tokens, first, last, inside)
        if whole:
            mention = _guess(text, tokens, first, last, guesser)
            if mention is not None:
                out.append(mention)
                used.update(range(first, last))
                continue
        cursor = first
        for match in inside:
            if match.first > cursor:
                out.extend(_rest(text, tokens, cursor, match.first, guesser, used))
            cursor = max(cursor, match.last)
        if cursor < last:
            out.extend(_rest(text, tokens, cursor, last, guesser, used))
    for match in matches:
        if used.isdisjoint(range(match.first, match.last)):
            out.append(_from_match(text, tokens, match, guesser))
            used.update(range(match.first, match.last))
    if headline:
        out = [m for m in out if m.source == "gazetteer" or text.count(m.text) > 1]
    return sorted((_with_legal_form(text, m) for m in out), key=lambda m: m.start)


def is_headline(text: str, sentence: Sentence, tokens: Sequence[Token]) -> bool:
    """A line of its own in title case, in which capitals say nothing."""
    if text[sentence.end - 1] in ".!?" or (sentence.start > 0 and text[sentence.start - 1] != "\n"):
        return False
    words = [t.text for t in tokens if len(t.text) > 3 and t.text.isalpha()]
    return len(words) > 1 and sum(w[0].isupper() for w in words) >= 0.8 * len(words)


def _rest(
    text: str, tokens: Sequence[Token], first: int, last: int, guesser: TypeGuesser, used: set[int]
) -> list[Mention]:
    while first < last and tokens[first].text.casefold() in _TITLES | {
        ".",
        ",",
        "and",
        "of",
        "for",
        "the",
    }:
        first += 1
    while last > first and not tokens[last - 1].text[0].isalnum():
        last -= 1
    if first >= last or not used.isdisjoint(range(first, last)):
        return []
    mention = _guess(text, tokens, first, last, guesser)
    if mention is None:
        return []
    used.update(range(first, last))
    return [mention]


def _guess(
    text: str, tokens: Sequence[Token], first: int, last: int, guesser: TypeGuesser
) -> Mention | None:
    start, end = tokens[first].start, tokens[last - 1].end
    surface = text[start:end]
    if last - first == 1 and (
        surface.casefold() in _NEVER or surface.isdigit() or len(surface) < 2
    ):
        return None
    opens = first == 0 or tokens[first - 1].text in {"“", '"', ":", "—", "–"}
    if opens and last - first == 1 and surface.casefold() in guesser.common:
        return None
    if surface in NO_ENTITIES:
        return None
    kind, margin = guesser.guess(text, start, end)
    if kind == NOT_A_NAME:
        return None
    score = 1 / (1 + 2.718281828 ** (-margin / 4))
    return Mention(start, end, surface, kind, "shape", score=score)


def _from_match(text: str, tokens: Sequence[Token], match: Match, guesser: TypeGuesser) -> Mention:
    start, end = tokens[match.first].start, tokens[match.last - 1].end
    entry = match.entries[0]
    if len(match.entries) > 1:
        scores = guesser.scores(text, start, end)
        entry = max(match.entries, key=lambda e: scores.get(e.type, 0.0))
    surface = text[start:end]
    return Mention(
        start, end, surface, entry.type, "gazetteer", adjective=match.adjective, entry=entry.id
    )


def _plausible(match: Match, tokens: Sequence[Token]) -> bool:
    """Not part of a longer hyphenated or dotted word, and not a word of a date."""
    following = tokens[match.last] if match.last < len(tokens) else None
    end = tokens[match.last - 1].end
    if following is not None and following.start == end and following.text in {"-", "."}:
        after = tokens[match.last + 1] if match.last + 1 < len(tokens) else None
        if after is not None and after.start == following.end and after.text[0].isdigit():
            return False
    before = tokens[match.first - 1] if match.first else None
    if (
        before is not None
        and before.end == tokens[match.first].start
        and before.text in {"@", "/", "."}
    ):
        return False
    surface = tokens[match.first].text
    return not (match.last - match.first == 1 and surface.casefold() in _NEVER)


def _is_capital(token: Token) -> bool:
    word = token.text
    return (
        word[0].isupper()
        or (word[0].isdigit() and any(c.isalpha() and c.isupper() for c in word))
        or (len(word) > 2 and word[0].islower() and any(c.isupper() for c in word[1:]))
    )


def _capital_spans(text: str, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Maximal runs of capitalised words, joined by hyphens, dots, "&" and "of" where names have
    them."""
    spans: list[tuple[int, int]] = []
    index = 0
    while index < len(tokens):
        if not _is_capital(tokens[index]):
            index += 1
            continue
        first = index
        index += 1
        while index < len(tokens):
            step = _joined(text, tokens, first, index)
            if step == 0:
                break
            index += step
        if first == 0 or tokens[first - 1].text in {"“", '"'}:
            first = _skip_opener(tokens, first, index)
        if first < index:
            spans.append((first, index))
    return spans


def _skip_opener(tokens: Sequence[Token], first: int, last: int) -> int:
    while first < last and tokens[first].text.casefold() in _NEVER:
        first += 1
    return first


def _joined(text: str, tokens: Sequence[Token], first: int, index: int) -> int:
    """How many tokens from `index` continue the name that began at `first`; 0 when it ends."""
    token, previous = tokens[index], tokens[index - 1]
    gap = text[previous.end : token.start]
    if "\n" in gap:
        return 0
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if _is_capital(token) or (
        token.text.isdigit() and previous.text not in {","} and gap in {" ", ""}
    ):
        if token.text.isdigit() and len(token.text) == 4 and token.text.startswith(("19", "20")):
            return 0
        return 1
    if after is None:
        return 0
    tight = not gap and token.end == after.start
    if (
        token.text in {"-", ".", "&", "/"}
        and tight
        and (after.text[0].isupper() or after.text[0].isdigit())
    ):
        return 2
    if token.text == "." and len(previous.text) == 1 and previous.text.isupper() and not gap:
        return 2 if _is_capital(after) else 0
    if token.text == "&" and _is_capital(after):
        return 2
    if token.text in {"of", "for", "on", "and", "the", "in"}:
        head = tokens[first].text.casefold() in _HEAD_OF or previous.text.casefold() in _HEAD_OF
        words = {t.text.casefold() for t in tokens[first:index]}
        if token.text == "and":
            head = bool(words & _HEAD_OF) and bool(words & {"of", "for", "on"})
        if head and _is_capital(after):
            return 2
        if (
            head
            and token.text in {"of", "for", "on"}
            and after.text == "the"
            and index + 2 < len(tokens)
        ):
            return 3 if _is_capital(tokens[index + 2]) else 0
    return 0


def _is_one_name(tokens: Sequence[Token], first: int, last: int, inside: Sequence[Match]) -> bool:
    """Whether a run is one name although the gazetteer knows parts of it."""
    if not inside:
        return False
    if any(m.first <= first and m.last >= last for m in inside):
        return False
    words = [t.text.casefold() for t in tokens[first:last]]
    covered = {i for m in inside for i in range(m.first, m.last)}
    if words[0] in _HEAD_OF and not ({first} & covered) and len(words) > 2:
        return True
    return words[-1] in _HEAD_LAST and last - 1 not in covered


def with_place_in_brackets(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Make one mention of "Acme Technology (Wuxi) Co., Ltd.", which brackets broke in two."""
    out: list[Mention] = []
    taken = -1
    for mention in sorted(mentions, key=lambda m: m.start):
        if mention.start < taken:
            continue
        if mention.type in {"Firm", "Organization"} and (
            match := _PLACE_AND_FORM.match(text, mention.end)
        ):
            taken = match.end()
            surface = text[mention.start : taken]
            mention = replace(mention, end=taken, text=surface, type="Firm", entry=None)
        out.append(mention)
    return out


def _with_legal_form(text: str, mention: Mention) -> Mention:
    if mention.type not in {"Firm", "Organization"}:
        return mention
    match = _LEGAL.match(text, mention.end)
    if match is None:
        return mention
    end = match.end()
    return Mention(
        mention.start,
        end,
        text[mention.start : end],
        "Firm",
        mention.source,
        score=mention.score,
        entry=mention.entry,
    )
