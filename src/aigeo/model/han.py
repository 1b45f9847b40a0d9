"""Words of names in Chinese characters, which are written without spaces.

三菱重工 is Mitsubishi heavy industries. The words stand in `han_words.txt`; the longest that fits
is taken, from the first character on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from anyascii import anyascii

_RUN = re.compile(r"[㐀-䶿一-鿿豈-﫿]+")
_NUMBER = re.compile("第([一二三四五六七八九十百零〇]+)")
_DIGITS = {char: digit for digit, char in enumerate("〇一二三四五六七八九")} | {"零": 0}
ENDING = "所院厂局部署省市"
"""What says at the end of a name alone what kind of thing it means."""
AND = "与及"
"""What joins words and says nothing."""


@dataclass(frozen=True, slots=True)
class _Table:
    words: dict[str, str]
    simplified: dict[int, str]
    longest: int


@cache
def _table() -> _Table:
    file = resources.files("aigeo.model") / "han_words.txt"
    words: dict[str, str] = {}
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
                    words.setdefault(text, meaning or anyascii(text).lower())
    return _Table(words, simplified, max(map(len, words)))


def is_han(text: str) -> bool:
    """Tell whether a text has Chinese characters."""
    return _RUN.search(text) is not None


def in_latin(text: str) -> str:
    """Give a name in Latin letters, its Chinese words translated, the rest read letter by letter.

    >>> in_latin("三菱重工海洋机械")
    'mitsubishi heavy industries marine machinery'
    """
    if text.isascii():
        return text.lower()
    latin = anyascii(_RUN.sub(lambda run: f" {_segmented(run.group())} ", text)).lower()
    return " ".join(latin.split())


def _segmented(run: str) -> str:
    table = _table()
    run = run.translate(table.simplified)
    run = _NUMBER.sub(lambda number: f" {_value(number.group(1))} ", run)
    return " ".join(part for text in run.split() for part in _words(text, table))


def _words(run: str, table: _Table) -> list[str]:
    if run.isdigit():
        return [run]
    found: list[str] = []
    unread = ""
    at = 0
    while at < len(run):
        for length in range(min(table.longest, len(run) - at), 0, -1):
            word = run[at : at + length]
            # A single character is a part of a name, unless it ends one.
            known = length > 1 or (at + 1 == len(run) and word in ENDING and found)
            if known and word in table.words:
                if unread:
                    found.append(anyascii(unread))
                    unread = ""
                found.append(table.words[word])
                at += length
                break
        else:
            if run[at] not in AND:
                unread += run[at]
            elif unread:
                found.append(anyascii(unread))
                unread = ""
            at += 1
    if unread:
        found.append(anyascii(unread))
    return found


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
