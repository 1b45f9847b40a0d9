"""Words of names in Chinese characters and Korean letters, which are written without spaces.

三菱重工 is Mitsubishi heavy industries. The words stand in `han_words.txt`; a name is divided into
as many of them as leave the fewest characters unread.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from anyascii import anyascii

_HAN = "㐀-䶿一-鿿豈-﫿"
_HAN_RUN = re.compile(f"[{_HAN}]")
_RUN = re.compile(f"[{_HAN}가-힣]+")
_NATIVE = re.compile(f"[{_HAN}가-힣ぁ-ヿ]")
_NUMBER = re.compile("第([一二三四五六七八九十百零〇]+)")
_DIGITS = {char: digit for digit, char in enumerate("〇一二三四五六七八九")} | {"零": 0}
ENDING = "所院厂局部署省市"
"""What says at the end of a name alone what kind of thing it means."""
AND = "与及"
"""What joins words and says nothing."""
SHORT = 2
"""Characters of a name that may be a part of another by chance."""
TRANSLATED = 4
"""Characters of an unread part that may be words of one character each."""


APART = 6
"""Letters of a word in pinyin whose syllables may be written apart; shorter ones are names, too."""
_APART = frozenset(("科技", "技术", "大学"))


class Part(NamedTuple):
    """A part of a name."""

    text: str
    """In simplified characters, or digits."""
    meaning: str | None
    """What it means, None where no word is known."""


@dataclass(frozen=True, slots=True)
class _Table:
    words: dict[str, tuple[str, ...]]
    """By word: what it may be called."""
    foreign: frozenset[str]
    """Words that are foreign names, of which a longer one may be made."""
    characters: dict[str, tuple[str, ...]]
    """By character: what it means by itself."""
    japanese: dict[str, str]
    """By word: a Japanese name as it is read."""
    on: dict[str, str]
    """By character: how it is read in Japanese words."""
    pinyin: dict[str, str]
    """By word: what it means where it is written in pinyin."""
    simplified: dict[int, str]
    longest: int


@cache
def _table() -> _Table:
    file = resources.files("aigeo.model") / "han_words.txt"
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    simplified: dict[int, str] = {}
    section = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line
        elif not line.startswith("#"):
            meaning, _, texts = line.rpartition(": ")
            for text in texts.split():
                if section == "[simplified]":
                    simplified[ord(text[0])] = text[1]
                else:
                    found[section][text].append(meaning or anyascii(text).lower())
    words: dict[str, tuple[str, ...]] = {}
    for part in ("[words]", "[names]", "[spelt]"):
        for text, meanings in found[part].items():
            words[text] = tuple(dict.fromkeys((*words.get(text, ()), *meanings)))
    return _Table(
        words,
        frozenset(text for text in found["[names]"] if len(text) == SHORT),
        {text: tuple(senses) for text, senses in found["[characters]"].items()},
        {text: names[0] for text, names in found["[japanese]"].items()},
        {text: names[0] for text, names in found["[on]"].items()},
        {text: names[0] for text, names in found["[pinyin]"].items()},
        simplified,
        max(map(len, words)),
    )


def pinyin() -> dict[tuple[str, ...], str]:
    """Give words in pinyin, in one and by syllable, with what they mean: keji and ke ji."""
    found: dict[tuple[str, ...], str] = {}
    for text, meaning in _table().pinyin.items():
        syllables = tuple(anyascii(char).lower() for char in text)
        word = "".join(syllables)
        found.setdefault((word,), meaning)
        if len(word) >= APART or text in _APART:
            found.setdefault(syllables, meaning)
    return found


def is_han(text: str) -> bool:
    """Tell whether a text has Chinese characters."""
    return _HAN_RUN.search(text) is not None


def is_native(text: str) -> bool:
    """Tell whether a text has Chinese characters, Japanese kana or Korean letters."""
    return _NATIVE.search(text) is not None


def in_latin(text: str) -> str:
    """Give a name in Latin letters, its Chinese words translated, the rest read letter by letter.

    >>> in_latin("三菱重工海洋机械")
    'mitsubishi heavy industries marine machinery'
    """
    if text.isascii():
        return text.lower()
    latin = anyascii(_RUN.sub(lambda run: f" {_spelt(parts(run.group()))} ", text)).lower()
    return " ".join(latin.split())


def readings(text: str) -> tuple[str, ...]:
    """Give the ways in which a name is read in Latin letters, that of `in_latin` first.

    What no word is known for may be read letter by letter, be words of a character each, or be a
    Japanese name.

    >>> readings("青木机械")
    ('qingmu machinery', 'aoki machinery', 'green tree machinery')
    """
    found = [in_latin(text)]
    for other in (_in_japanese, _by_characters):
        read = _RUN.sub(lambda run, o=other: f" {_spelt(o(parts(run.group())))} ", text)  # type: ignore[misc]
        found.append(" ".join(anyascii(read).lower().split()))
    return tuple(dict.fromkeys(found))


def simplified(text: str) -> str:
    """Give a text in simplified characters."""
    return text.translate(_table().simplified)


def senses(word: str) -> tuple[str, ...]:
    """Give what a word of two characters and more may be called, nothing for one not known."""
    return _table().words.get(word, ())


def senses_of_character(char: str) -> tuple[str, ...]:
    """Give what a character by itself may mean."""
    table = _table()
    return table.characters.get(char, ()) + table.words.get(char, ())


def longest_word() -> int:
    """Give how many characters the longest word has."""
    return _table().longest


def japanese(text: str) -> str | None:
    """Give how characters are read as a Japanese name, None where one of them is not known.

    >>> japanese("青木"), japanese("光和"), japanese("岐阜川")
    ('aoki', 'kowa', 'gifu kawa')
    """
    table = _table()
    found = ""
    at = 0
    while at < len(text):
        for length in range(min(4, len(text) - at), 0, -1):
            word = text[at : at + length]
            read = table.japanese.get(word) or (table.on.get(word) if length == 1 else None)
            if read:
                found += f" {read} " if length > 1 else read
                at += length
                break
        else:
            return None
    return " ".join(found.split()) or None


@lru_cache(maxsize=20_000)
def parts(run: str) -> tuple[Part, ...]:
    """Divide characters into words and what is between them."""
    table = _table()
    run = run.translate(table.simplified)
    run = _NUMBER.sub(lambda number: f" {_value(number.group(1))} ", run)
    return tuple(part for text in run.split() for part in _joined(_divided(text, table), table))


def unread_parts(text: str) -> list[Part]:
    """Give the parts of a name for which no word is known."""
    return [p for run in _RUN.findall(text) for p in parts(run) if p.meaning is None]


def meanings(text: str) -> list[str]:
    """Give all that the words of a name may be called."""
    table = _table()
    found = [p for run in _RUN.findall(text) for p in parts(run) if p.meaning is not None]
    return [sense for part in found for sense in table.words.get(part.text, ())]


def called_apart(text: str) -> list[list[str]]:
    """Give, for each part of a name, the single words that it may mean.

    A short part that no word is known for is taken character by character.
    """
    table = _table()
    found: list[list[str]] = []
    for run in _RUN.findall(text):
        for part in parts(run):
            if part.meaning is not None:
                found.append([s for s in table.words.get(part.text, ()) if " " not in s])
            elif len(part.text) <= TRANSLATED:
                found += [list(table.characters.get(char, ())) for char in part.text]
            else:
                found.append([])
    return found


def _spelt(found: tuple[Part, ...]) -> str:
    return " ".join([anyascii(p.text) if p.meaning is None else p.meaning for p in found])


def _by_characters(found: tuple[Part, ...]) -> tuple[Part, ...]:
    table = _table()
    return tuple(
        part if part.meaning is not None or not 2 <= len(part.text) <= TRANSLATED
        or not all(char in table.characters for char in part.text)
        else Part(part.text, " ".join(table.characters[char][0] for char in part.text))
        for part in found
    )  # fmt: skip


def _in_japanese(found: tuple[Part, ...]) -> tuple[Part, ...]:
    return tuple(
        part if part.meaning is not None else Part(part.text, japanese(part.text))
        for part in found
    )  # fmt: skip


def _divided(run: str, table: _Table) -> list[Part]:
    if run.isdigit():
        return [Part(run, run)]
    # From each place on: characters left unread, parts, and the length of the first part.
    best: list[tuple[int, int, int]] = [(0, 0, 0)] * (len(run) + 1)
    for at in range(len(run) - 1, -1, -1):
        rest = best[at + 1]
        best[at] = (rest[0] + 1, rest[1] + 1, 1)
        for length in range(min(table.longest, len(run) - at), 0, -1):
            word = run[at : at + length]
            # A single character is a part of a name, unless it ends one.
            known = length > 1 or (at and at + 1 == len(run) and word in ENDING)
            if known and word in table.words:
                rest = best[at + length]
                best[at] = min(best[at], (rest[0], rest[1] + 1, -length))
    found: list[Part] = []
    unread = ""
    at = 0
    while at < len(run):
        length = -best[at][2]
        char = run[at]
        if length < 0 and char not in AND:
            unread += char
        elif unread:
            found.append(Part(unread, None))
            unread = ""
        if length > 0:
            word = run[at : at + length]
            found.append(Part(word, table.words[word][0]))
        at += max(length, 1)
    if unread:
        found.append(Part(unread, None))
    return found


def _joined(found: list[Part], table: _Table) -> list[Part]:
    """Make one of a lone character and the short foreign name beside it: 尼罗斯 is not Ni Ross."""
    out: list[Part] = []
    for part in found:
        last = out[-1] if out else None
        if last and ((_lone(last) and part.text in table.foreign)
                     or (_lone(part) and last.text in table.foreign)):  # fmt: skip
            out[-1] = Part(last.text + part.text, None)
        elif part.text != "和":  # and
            out.append(part)
    return out


def _lone(part: Part) -> bool:
    return part.meaning is None and len(part.text) == 1


def _value(number: str) -> int:
    """Give the value of a number up to 999: 五十四 is 54, 一三 is 13."""
    if not set("十百") & set(number):
        return int("".join(str(_DIGITS[char]) for char in number))
    value = digit = 0
    for char in number:
        if char in _DIGITS:
            digit = _DIGITS[char]
        else:
            value += max(digit, 1) * (100 if char == "百" else 10)
            digit = 0
    return value + digit
