"""How the words of an organisation's name are read for comparison with others.

In Latin letters, legal forms apart, and the words of one idea made one: "7th" and "seventh" are
7, "NII" and "scientific research institute" the same. The words stand in `name_words.yaml`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from aigeo import yamltext
from aigeo.model.han import in_latin

_ORDINAL = re.compile(r"(?:no)?(\d+)(?:st|nd|rd|th)?")
SMALL = frozenset("a an and of the for de del la el al e y i in on at to & und et ve".split())
"""Words that say nothing in a name."""
_HAN_FORMS = {
    "股份有限责任公司": "jsc", "股份有限公司": "jsc", "有限责任公司": "ltd", "有限責任公司": "ltd",
    "有限公司": "ltd", "株式会社": "inc", "株式會社": "inc", "有限会社": "ltd", "주식회사": "inc",
    "公司": "inc",
}  # fmt: skip
"""Longer ones first."""


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
    for found in phrases.values():
        found.sort(key=lambda phrase: -len(phrase[0]))
    numbers = {word: str(n) for n, word in enumerate(data["numbers"], 1)}
    return _Table(dict(phrases), ends, numbers)


@lru_cache(maxsize=100_000)
def wording(key: str) -> Wording:
    """Read a name that is folded and split into words, such as a matching key."""
    table = _table()
    forms: set[str] = set()
    if key.isascii():
        every = key.split()
    else:
        for ending, form in _HAN_FORMS.items():
            if ending in key:
                key = key.replace(ending, " ")
                forms.add(form)
                break
        every = in_latin(key).split()
    kept: list[tuple[str, Sequence[str]]] = []  # (as it is read, as it is written)
    at = 0
    while at < len(every):
        for words, meaning, is_form in table.phrases.get(every[at], ()):
            written = every[at : at + len(words)]
            if tuple(written) == words:
                if is_form:
                    forms.add(meaning)
                else:
                    kept.append((meaning, written))
                at += len(words)
                break
        else:
            kept.append((_word(every[at], table), (every[at],)))
            at += 1
    while len(kept) > 1 and kept[-1][0] in table.ends:
        forms.add(table.ends[kept.pop()[0]])
    while len(kept) > 1 and kept[0][0] in table.ends:
        forms.add(table.ends[kept.pop(0)[0]])
    read = [word for word, _ in kept]
    telling = [word for word in read if word not in SMALL]
    written_out = tuple([word for _, words in kept for word in words] or every)
    return Wording(
        tuple(telling or read or every), "".join(written_out), written_out, frozenset(forms)
    )


def _word(word: str, table: _Table) -> str:
    if word.isalpha():
        return table.numbers.get(word, word)
    ordinal = _ORDINAL.fullmatch(word)
    return ordinal.group(1).lstrip("0") or "0" if ordinal else word
