"""Generic noun phrases: things a text names only by kind ("high-end semiconductor chips")."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from aigeo import yamltext
from aigeo.articles.mentions import Mention
from aigeo.articles.text import Sentence, Token, tokenise

_PLACED = re.compile(
    r" (?:in|at|near|outside) (?:the )?(?:(?:north|south|east|west|central)\w* )?[A-Z]"
)
_MAX_WORDS = 7
_BEFORE_NAMES = frozenset({"former", "ex", "current", "senior", "top", "two", "three"})
_OPENS_PHRASE = frozenset(
    "the a an its their of for on in from with by and or , 's new some".split()
)
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred dozen".split()
)


@dataclass(frozen=True, slots=True)
class PhraseRules:
    """Word lists of `data/phrases.yaml`."""

    heads: Mapping[str, str]
    ed: frozenset[str]
    ing: frozenset[str]
    plural: frozenset[str]
    stop: frozenset[str]
    counted: frozenset[str]
    both: frozenset[str]
    descriptions: Mapping[str, str]


@cache
def phrase_rules() -> PhraseRules:
    """The shipped word lists, read once."""
    file = resources.files("aigeo.articles") / "data" / "phrases.yaml"
    raw: dict[str, Any] = yamltext.read(file.read_text(encoding="utf-8"))
    return PhraseRules(
        heads={w: kind for kind, words in raw["heads"].items() for w in words.split()},
        ed=frozenset(raw["modifiers_ed"].split()),
        ing=frozenset(raw["modifiers_ing"].split()),
        plural=frozenset(raw["modifiers_s"].split()),
        stop=frozenset(raw["stop"].split()),
        counted=frozenset(raw["counted"].split()),
        both=frozenset(raw["both"].split()),
        descriptions={
            w: kind for kind, words in raw["descriptions"].items() for w in words.split()
        },
    )


def find_phrases(text: str, sentence: Sentence, names: Sequence[Mention]) -> list[Mention]:
    """Generic noun phrases of one sentence; they may contain named mentions ("Chinese
    entities")."""
    rules = phrase_rules()
    tokens = tokenise(text, sentence.start, sentence.end)
    starts = [t.start for t in tokens]
    named = {
        i: m for m in names for i in range(bisect_left(starts, m.start), bisect_left(starts, m.end))
    }
    out: list[Mention] = []
    floor = 0
    for index in range(len(tokens)):
        found = _head(tokens, index, rules)
        if found is None or index in named or index < floor:
            continue
        kind, last = found
        if _starts_compound(tokens, last, rules):
            continue
        first = _extend_left(text, tokens, index, floor, named, rules)
        if _is_named_thing(tokens, index, last, named, rules):
            continue
        bare = last - first < 2 and tokens[index].text[-1] != "s" and last - index == 1
        if (
            bare
            and kind not in {"Government", "Agency"}
            and not _is_anchored(text, tokens, first, last)
        ):
            continue
        start, end = tokens[first].start, tokens[last - 1].end
        out.append(Mention(start, end, text[start:end], kind, "phrase", generic=True))
        floor = last
    return out


def _head(tokens: Sequence[Token], index: int, rules: PhraseRules) -> tuple[str, int] | None:
    word = tokens[index].text.casefold()
    if index + 1 < len(tokens):
        pair = f"{word}-{tokens[index + 1].text.casefold()}"
        if pair in rules.heads:
            return rules.heads[pair], index + 2
        if index + 2 < len(tokens) and tokens[index + 1].text == "-":
            joined = f"{word}-{tokens[index + 2].text.casefold()}"
            if joined in rules.heads:
                return rules.heads[joined], index + 3
    if word in rules.heads and not (index and tokens[index - 1].text == "-"):
        return rules.heads[word], index + 1
    return None


def _starts_compound(tokens: Sequence[Token], last: int, rules: PhraseRules) -> bool:
    """Whether the head is itself a modifier of the next word ("chip makers", "model weights")."""
    if last >= len(tokens):
        return False
    token = tokens[last]
    word = token.text.casefold()
    if token.text == "-" and token.start == tokens[last - 1].end:
        return True
    if word in rules.heads:
        return True
    singular = tokens[last - 1].text[-1].casefold() != "s"
    if (
        singular
        and token.text.islower()
        and token.text.isalpha()
        and word not in rules.stop
        and not word.endswith(("ed", "ly"))
    ):
        return True
    return last + 1 < len(tokens) and f"{word}-{tokens[last + 1].text.casefold()}" in rules.heads


def _is_named_thing(
    tokens: Sequence[Token], index: int, last: int, named: Mapping[int, Mention], rules: PhraseRules
) -> bool:
    """`H200 processors` is the H200, not a class of its own."""
    mention = named.get(index - 1)
    if mention is None or last - index != 1 or mention.adjective:
        return False
    kind = rules.heads[tokens[index].text.casefold()]
    technology = {"Chip", "Model", "Technology"}
    return mention.type == kind or (mention.type in technology and kind in technology)


def _is_anchored(text: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    """A bare singular noun is a thing only with an owner or a place: "its fab in Nanjing"."""
    before = text[max(0, tokens[first].start - 6) : tokens[first].start].casefold()
    owned = before.endswith(("'s ", "’s ", " its ", "(its "))
    return owned or _PLACED.match(text, tokens[last - 1].end) is not None


def _extend_left(
    text: str,
    tokens: Sequence[Token],
    head: int,
    floor: int,
    named: Mapping[int, Mention],
    rules: PhraseRules,
) -> int:
    first = head
    words = 0
    while first > floor and words < _MAX_WORDS:
        at = first - 1
        token = tokens[at]
        if at in named:
            mention = named[at]
            begin = at
            while begin > floor and named.get(begin - 1) is mention:
                begin -= 1
            if (
                mention.type not in {"Country", "Government"}
                and text[mention.end : tokens[first].start] != " "
            ):
                break
            if not (
                mention.type == "Country"
                or first == head
                or mention.type in {"Firm", "Chip", "Technology"}
            ):
                break
            first = begin
            words += 1
            if mention.type != "Country":
                if first > floor and tokens[first - 1].text.casefold() in _BEFORE_NAMES:
                    first -= 1
                break
            continue
        if (
            token.text == "-"
            and token.end == tokens[first].start
            and at > floor
            and tokens[at - 1].end == token.start
        ):
            first = at - 1
            while first in named and first > floor and named.get(first - 1) is named[first]:
                first -= 1
            words += 1
            continue
        if token.text == "," and at > floor and _one_number(tokens, at):
            first = at - 1
            continue
        before = tokens[at - 1].text.casefold() if at > floor else ""
        modifies = _modifies(token, rules) or (
            token.text in rules.both and (before in _OPENS_PHRASE or before.endswith("ing"))
        )
        if "\n" in text[token.end : tokens[first].start] or not modifies:
            break
        first = at
        words += 1
    return first


def _one_number(tokens: Sequence[Token], comma: int) -> bool:
    """Whether a comma stands within a number: `3,000`."""
    left, mark, right = tokens[comma - 1 : comma + 2]
    tight = left.end == mark.start and mark.end == right.start
    return tight and left.text.isdigit() and right.text.isdigit()


def _modifies(token: Token, rules: PhraseRules) -> bool:
    word = token.text.casefold()
    if word in rules.stop or not (word[0].isalnum()):
        return False
    if token.text.isdigit():
        return len(token.text) != 4 or not token.text.startswith(("19", "20"))
    if word in _NUMBERS or word in {"most", "ai"}:
        return True
    if word.endswith("ed"):
        return word in rules.ed
    if word.endswith("ing"):
        return word in rules.ing
    if word.endswith("ly"):
        return word in {"highly", "newly", "early", "family", "supply", "privately"}
    if word.endswith("s") and not word.endswith(("ss", "us", "ous", "is")):
        return word in rules.plural
    return token.text.islower() or token.text.isupper() or token.text[0].isupper()
