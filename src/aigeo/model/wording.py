"""How the words of an organisation's name are read for comparison with others.

In Latin letters, legal forms apart, and the words of one idea made one: "7th" and "seventh" are
7, "NII" and "scientific research institute" the same. The words stand in `name_words.yaml`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from aigeo import yamltext
from aigeo.model.han import in_latin, pinyin, readings

_JOINED = re.compile(
    "(?P<front>.{3,})(?P<end>company|corporation|university|institute|international|limited|society"
    "|organization|organisation|association|enterprise|foundation|department|laboratory)"
    "|(?P<begin>company|corporation|university|international|limited)(?P<rest>.{3,})"
)
"""Words that others are run together with where a space was lost."""
APART = 10
"""Letters of the shortest word that may be two."""
ENDINGS = frozenset(
    """
    a aia aya e ei ey eye i ia ii iy ie iye iya ik ikh im imi m o ogo oe oi oy oye om omu ou ov u
    ui uyu y ya yam yi ykh ym ymi yu yy ye yye yoy
    """.split()
) | {""}
"""What Russian, Ukrainian and Belarusian words in Latin letters end in, by case and spelling."""
LONGEST_ENDING, SHORTEST_STEM = 3, 3
_OF_A_PLACE = frozenset("i ii iy y yy yi aya aia oe oye ogo oi oy".split())
"""Endings of adjectives in -sk, which are made of names of places and people."""
_ORDINAL = re.compile(r"(?:no)?(\d+)(?:st|nd|rd|th)?")
SMALL = frozenset(
    """
    a an and of the for de del la el al e y i in on at to & und et ve des du les da do dos das los
    las para por der die fur von og van
    """.split()
)
"""Words that say nothing in a name."""
_HAN_FORMS = {
    "股份有限责任公司": "jsc", "股份有限公司": "jsc", "有限责任公司": "ltd", "有限責任公司": "ltd",
    "有限公司": "ltd", "株式会社": "inc", "株式會社": "inc", "有限会社": "ltd", "合同会社": "ltd",
    "주식회사": "inc", "유한회사": "ltd", "公司": "inc",
}  # fmt: skip
"""Longer ones first."""
_PINYIN_FORMS = {
    ("gufen", "youxian", "gongsi"): "jsc", ("youxian", "zeren", "gongsi"): "ltd",
    ("youxian", "gongsi"): "ltd", ("youxiangongsi",): "ltd", ("gongsi",): "inc",
}  # fmt: skip


class Wording(NamedTuple):
    """One name as it is compared."""

    words: tuple[str, ...]
    """Its words without legal forms and small words; never empty unless the name is."""
    letters: str
    """The letters of its words as they are written, legal forms apart, without spaces."""
    written: tuple[str, ...]
    """All its words as they are written but for legal forms."""
    forms: frozenset[str]
    """Its legal forms, as `name_words.yaml` calls them."""
    own: tuple[str, ...]
    """Its words without those of a parent before a legal form in the middle and without whom it is
    named after."""

    @property
    def joined(self) -> str:
        """Its words without spaces."""
        return "".join(self.words)


@dataclass(frozen=True, slots=True)
class _Table:
    phrases: dict[str, list[tuple[tuple[str, ...], str, bool]]]
    """By first word: (words, what they stand for, whether that is a legal form), longest first."""
    ends: dict[str, str]
    """Legal forms of one word."""
    numbers: dict[str, str]
    stems: dict[str, str]
    russian: dict[str, tuple[str, ...]]
    """Russian words of an idea."""
    ideas: frozenset[str]


@cache
def _table() -> _Table:
    file = resources.files("aigeo.model") / "name_words.yaml"
    data = yamltext.read(file.read_text(encoding="utf-8"))
    phrases: dict[str, list[tuple[tuple[str, ...], str, bool]]] = defaultdict(list)
    ends: dict[str, str] = {}
    for section, is_form in (("forms", True), ("same", False)):
        for meaning, texts in data[section].items():
            for text in texts:
                words = tuple(text.split())
                if is_form and len(words) == 1:
                    ends[text] = meaning
                else:
                    phrases[words[0]].append((words, meaning, is_form))
    for words, meaning in pinyin().items():
        phrases[words[0]].append((words, meaning, False))
    for words, form in _PINYIN_FORMS.items():
        phrases[words[0]].append((words, form, True))
    for found in phrases.values():
        found.sort(key=lambda phrase: -len(phrase[0]))
    numbers = {word: str(n) for n, word in enumerate(data["numbers"], 1)}
    stems = {stem: idea for idea, texts in data["stems"].items() for stem in texts}
    russian = {idea: tuple(text.split()) for idea, text in data["russian"].items()}
    ideas = frozenset(data["same"]) | frozenset(data["stems"])
    return _Table(dict(phrases), ends, numbers, stems, russian, ideas)


def ideas() -> Set[str]:
    """Give what words may be read as."""
    return _table().ideas


def russian() -> dict[str, tuple[str, ...]]:
    """Give the Russian words of ideas."""
    return _table().russian


@lru_cache(maxsize=100_000)
def wording(key: str) -> Wording:
    """Read a name that is folded and split into words, such as a matching key."""
    table = _table()
    forms: set[str] = set()
    if key.isascii():
        every = key.split()
        if max(map(len, every), default=0) >= APART:
            every = [part for word in every for part in _apart(word)]
    else:
        form = _han_form(key)
        if form:
            key = key.replace(form, " ")
            forms.add(_HAN_FORMS[form])
        every = in_latin(key).split()
    kept: list[tuple[str, Sequence[str]]] = []  # (as it is read, as it is written)
    at = inner = 0
    while at < len(every):
        for words, meaning, is_form in table.phrases.get(every[at], ()):
            written = every[at : at + len(words)]
            if tuple(written) == words:
                if is_form:
                    forms.add(meaning)
                    inner = len(kept)
                else:
                    kept.append((meaning, written))
                at += len(words)
                break
        else:
            kept.append((_word(every[at]), (every[at],)))
            at += 1
    while len(kept) > 1 and kept[-1][0] in table.ends:
        forms.add(table.ends[kept.pop()[0]])
    while len(kept) > 1 and kept[0][0] in table.ends:
        forms.add(table.ends[kept.pop(0)[0]])
        inner -= 1
    read = [word for word, _ in kept]
    telling = [word for word in read if word not in SMALL]
    written_out = tuple([word for _, words in kept for word in words] or every)
    return Wording(
        tuple(telling or read or every), "".join(written_out), written_out, frozenset(forms),
        tuple(telling) if inner <= 0 and NAMED not in read else _own(read, inner),
    )  # fmt: skip


def _own(read: Sequence[str], start: int) -> tuple[str, ...]:
    own = read[start:] if 0 < start < len(read) - 1 else read
    if NAMED in own[2:]:
        own = own[: own.index(NAMED)]
    return tuple([word for word in own if word not in SMALL])


NAMED = "named"
"""After whom or what follows it a thing is named."""


@lru_cache(maxsize=20_000)
def _apart(word: str) -> tuple[str, ...]:
    """Divide a word that is run together with one that many names have."""
    if len(word) < APART or (found := _JOINED.fullmatch(word)) is None:
        return (word,)
    return tuple([part for part in found.groups() if part])


def without_han_form(key: str) -> str:
    """Leave out a legal form in Chinese characters or Korean letters."""
    form = _han_form(key)
    return key.replace(form, " ") if form else key


def readings_of(key: str) -> tuple[str, ...]:
    """Give a key in native script, and the other ways in which it may be read in Latin letters."""
    if key.isascii():
        return (key,)
    return (key, *readings(without_han_form(key))[1:])


def _han_form(key: str) -> str:
    return next((form for form in _HAN_FORMS if form in key), "")


@lru_cache(maxsize=100_000)
def _word(word: str) -> str:
    table = _table()
    if word.isalpha():
        return table.numbers.get(word) or _inflected(word, table.stems)
    ordinal = _ORDINAL.fullmatch(word)
    return ordinal.group(1).lstrip("0") or "0" if ordinal else word


def _inflected(word: str, stems: dict[str, str]) -> str:
    """Give the idea of a word without its ending, the word where none is known."""
    for end in range(len(word), max(SHORTEST_STEM, len(word) - LONGEST_ENDING) - 1, -1):
        idea = stems.get(word[:end])
        if idea is not None and word[end:] in ENDINGS:
            return idea
    place = word.rfind("sk", 3) + 2
    return word[:place] if place > 2 and word[place:] in _OF_A_PLACE else word
