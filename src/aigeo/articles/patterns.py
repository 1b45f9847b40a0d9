"""Relation patterns (`data/relations.yaml`) matched on rendered sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from aigeo import yamltext
from aigeo.articles.mentions import Entity, Relation
from aigeo.articles.render import Rendered
from aigeo.articles.status import status_of
from aigeo.model.vocabulary import vocabulary

_SLOT = re.compile(r"\{([SOIDLP_])(?::([\w|]+))?\}")
_WORDS = re.compile(r"W(\d+)")
_MACRO = re.compile(r"\{([a-z]+)\}")
_LABEL = re.compile(r"[<\[]\w+ [\d,]+[>\]](?:'s)?")
_AUXILIARIES = (
    "has|have|had|will|would|is|are|was|were|been|be|being|also|now|then|not|to|may|might|could|can|further|"
    "first|soon|already|still|later|since|did|does|do|didn't|doesn't|don't|won't|never|jointly|again|which|plans|"
    "agreed|said|it|planned|wants|began|started|hopes|intends|long|no longer|last year|last "
    "week|last month|"
    r"this week|this year|this month|in \d{4}|on \w+day"
)
_FIXED = {
    "app": (
        r"(?:,[^,;]{1,110},|, (?:an? |the |which |who |its |based |headquartered |founded |"
        r"owned |led |part |now |"
        r"long |once |formerly )[^;]{1,110}?,)?"
    ),
    "free": (
        r"(?<!\bof )(?<!\bof the )(?<!\bby )(?<!\bby the )(?<!\bwith )(?<!\bfrom )"
        r"(?<!\bfor )(?<!\bin )"
    ),
    "any": r"(?:(?!, and (?:the )?<|; ).){0,120}?",
    "goods": "Technology|Chip|Model",
}
_MAX_SENTENCE = 1500


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern of one relation type; a trusted one is specific enough to be believed
    untested."""

    name: str
    type: str
    regex: re.Pattern[str]
    words: tuple[str, ...]
    status: str | None
    trusted: bool


def _compile(pattern: str, kind: str, macros: Mapping[str, str]) -> re.Pattern[str]:
    types = vocabulary()
    relation = types.relation(kind)

    def expand_types(spec: str) -> str:
        names: list[str] = []
        for name in spec.split("|"):
            if name in macros:
                names.extend(macros[name].split("|"))
            else:
                names.append(name)
        return "|".join(dict.fromkeys(names))

    def signature(ends: Sequence[str]) -> str:
        return "|".join(sorted({t for end in ends for t in types.subtypes(end)}))

    def slot(match: re.Match[str]) -> str:
        letter, spec = match.group(1), match.group(2)
        if spec is None:
            spec = {
                "S": signature(relation.subject),
                "O": signature(relation.object),
                "P": signature(relation.subject),
                "D": "Country|org",
                "L": "Policy",
                "I": "goods",
                "_": signature(("Entity",)),
            }[letter]
        names = expand_types(spec)
        number = {"_": r"[\d,]+", "P": r"(?P<P>\d+(?:,\d+)+)"}.get(letter, rf"(?P<{letter}>[\d,]+)")
        owns = match.string[match.end() : match.end() + 6].lstrip("(?:").startswith("'s")
        bound = "(?!'s)" if letter in "OID" and not owns else ""
        return rf"[<\[](?:{names}) {number}[>\]]{bound}"

    def macro(match: re.Match[str]) -> str:
        name = match.group(1)
        if name in macros:
            return macros[name]
        return _FIXED[name]

    active = pattern.startswith(("{S", "{P")) and (
        "~" in pattern or "{any}" in pattern or "(?!" in pattern
    )
    text = ("{free}" if active else "") + pattern
    text = text.replace("~", rf"(?:,? (?:{_AUXILIARIES}|[a-z]+ly)){{0,4}} ")
    text = _SLOT.sub(slot, text)
    text = _MACRO.sub(macro, text)
    text = _WORDS.sub(
        lambda m: rf"(?:(?:\[\w+ [\d,]+\]'s|[\w'&.$€£¥%/-]+) ){{0,{m.group(1)}}}", text
    )
    return re.compile(text, re.I)


@cache
def rules() -> tuple[Rule, ...]:
    """All shipped patterns, compiled once."""
    file = resources.files("aigeo.articles") / "data" / "relations.yaml"
    raw: dict[str, Any] = yamltext.read(file.read_text(encoding="utf-8"))
    macros = {**_FIXED, **raw["macros"]}
    out: list[Rule] = []
    for block in raw["rules"]:
        for pattern in block["patterns"]:
            number = sum(r.type == block["type"] for r in out) + 1
            out.append(
                Rule(
                    f"{block['type']}/{number}",
                    block["type"],
                    _compile(pattern.removeprefix("!"), block["type"], macros),
                    tuple(block.get("if", ())),
                    block.get("status"),
                    pattern.startswith("!"),
                )
            )
    return tuple(out)


@cache
def trusted_rules() -> frozenset[str]:
    """Names of the rules whose confidence rests on their wording where training texts are too
    few."""
    return frozenset(r.name for r in rules() if r.trusted) | {
        "listings/destination",
        "implied/WORKS_FOR/Person",
        "implied/ISSUES/Policy",
    }


def match_rules(
    rendered: Rendered, entities: Sequence[Entity], chosen: Sequence[Rule] | None = None
) -> Iterator[Relation]:
    """Relations that the patterns find in one sentence; signatures hold, subject and object
    differ."""
    text = rendered.text
    if len(rendered.slots) == 0 or len(text) > _MAX_SENTENCE:
        return
    low = text.casefold()
    for rule in rules() if chosen is None else chosen:
        if rule.words and not any(word in low for word in rule.words):
            continue
        for match in _overlapping(rule.regex, text):
            yield from _relations(rule, match, rendered, entities)


def _overlapping(regex: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Matches that may share text: each search restarts after the first slot of the last match."""
    at = 0
    while (match := regex.search(text, at)) is not None:
        yield match
        step = _LABEL.search(text, match.start(), match.end())
        at = max(match.start() + 1, step.end() if step else match.start() + 1)


def _numbers(match: re.Match[str], group: str) -> list[int]:
    found = match.groupdict().get(group)
    return [int(n) for n in found.split(",")] if found else []


def _relations(
    rule: Rule, match: re.Match[str], rendered: Rendered, entities: Sequence[Entity]
) -> Iterator[Relation]:
    pairs = [(s, o) for s in _numbers(match, "S") for o in _numbers(match, "O")]
    together = _numbers(match, "P")
    pairs += [(a, b) for i, a in enumerate(together) for b in together[i + 1 :]]
    if not pairs:
        return
    inside = _LABEL.sub(" ", match.group())
    status, negated = status_of(
        rule.type,
        _LABEL.sub(" ", rendered.text[max(0, match.start() - 60) : match.start()]),
        inside,
    )
    items = _numbers(match, "I")
    qualifiers: list[tuple[str, Any]] = []
    for group, key in (("D", "destination"), ("L", "list")):
        numbers = _numbers(match, group)
        if numbers:
            qualifiers.append((key, entities[numbers[0]].id))
    role = match.groupdict().get("R")
    if role:
        qualifiers.append(("role", _LABEL.sub("", role).strip(" ,")))
    start, end = rendered.span(*_trim(match))
    relation_type = vocabulary().relation(rule.type)
    for subject, object_ in pairs:
        left, right = entities[subject], entities[object_]
        if left.id == right.id or not relation_type.allows(left.type, right.type):
            continue
        for item in items or (None,):
            yield Relation(
                rule.type, left.id, right.id, start, end, rule.name, rule.status or status, negated,
                item=entities[item].id if item is not None else None, qualifiers=tuple(qualifiers),
            )  # fmt: skip


def _trim(match: re.Match[str]) -> tuple[int, int]:
    start, end = match.span()
    while end > start and match.string[end - 1] in " ,.;:":
        end -= 1
    return start, end
