"""How completely a name in Chinese, Japanese or Korean is told by one in Latin letters.

A person who compares 火风暴实验室 with "Firestorm Labs" looks for each character: 实验室 is
laboratory, 火 fire, 风暴 storm. So does this: first words by what they mean, then characters
by what they mean alone, and what is left by how it sounds, in Chinese or in Japanese.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import Indel

from aigeo.model.acronyms import GROUPS, SHORTEST
from aigeo.model.blocking import common_words
from aigeo.model.han import (
    is_han,
    japanese,
    longest_word,
    parts,
    senses,
    senses_of_character,
    simplified,
)
from aigeo.model.heard import heard, heard_in_chinese
from aigeo.model.wording import SMALL, without_han_form, wording

_NATIVE = re.compile(r"[㐀-䶿一-鿿豈-﫿가-힣]+|[ぁ-ヿ]+|[a-z0-9]+")
_COMMON = 0.4
"""What a letter of a word in common use counts for."""
_GROUP = 0.2
"""What a letter of a word counts for that one name of a thing has and another lacks."""
_GROUPS = ("集团", "控股", "企业", "그룹", "홀딩스")
_SUFFIXES = frozenset(
    """
    s es n an ian al ial ional ic ical tic cy y ity ous ing ed er ers or ors ion ions tion ation
    ment ary ive ization ism ist ists e ies ry eering ance ence ant ent
    """.split()
) | {""}
_SPEAKABLE = re.compile(r"[a-z][bcdfghjklmnpqrstvwxz]*[aeiouy]|^[aeiouy]+$")
"""What more than initials has."""
_KANA = frozenset(map(chr, range(0x3041, 0x3100)))
_STEM = 4
"""Letters with which two words of one stem begin."""
_PART = 3
"""Letters of a word that another, such as firestorm, is made of."""
_ALIKE = 0.66
"""Likeness from which a part sounds like a word."""
_STRENGTH = 0.85
"""What a likeness counts for that is not one of whole words."""


@lru_cache(maxsize=20_000)
def rendered(native: str, words: tuple[str, ...]) -> tuple[float, float]:
    """Give the shares of a key in native script, and of Latin words, that tell of each other.

    Words in common use count for less in both.
    """
    left = [word for word in words if word not in SMALL] or list(words)
    common = common_words()
    weight = [_GROUP if w in GROUPS else _COMMON if _plain(w) in common else 1.0 for w in left]
    sizes = [len(w) for w in left]
    total = sum(w * n for w, n in zip(weight, sizes, strict=True))
    runs = _NATIVE.findall(simplified(without_han_form(native)))
    rest = list(left)
    told = [0.0] * len(left)
    characters = covered = 0.0
    unread: list[str] = []
    for run in runs:
        if run.isascii():
            size = len(run) / 3
            characters += size
            at = next((i for i, word in enumerate(rest) if word == run), None)
            if at is not None:
                covered += size
                told[at] += sizes[at]
                rest[at] = ""
            continue
        characters += len(run)
        gaps, found = _initials(run, rest, told)
        covered += found
        for length, known in _known(run):
            gaps, found = _words(gaps, length, known, rest, told)
            covered += found
        unread += gaps
        characters -= (1 - _GROUP) * sum(len(w) for gap in gaps for w in _GROUPS if w in gap)
    for gap in unread:
        covered += _heard(gap, rest, told)
    mine = covered / characters if characters else 0.0
    theirs = sum(min(t, n) * w for t, n, w in zip(told, sizes, weight, strict=True))
    return min(1.0, mine), theirs / total if total else 0.0


def _initials(run: str, rest: list[str], told: list[float]) -> tuple[list[str], float]:
    """Take words of which a Latin one is the initials, as MHI is of 三菱重工."""
    said = parts(run)
    for first in range(len(said) - 1):
        letters = ""
        for last in range(first, len(said)):
            meaning = said[last].meaning
            if meaning is None:
                break
            letters += "".join([word[0] for word in meaning.split() if word not in SMALL])
            if last > first and len(letters) >= SHORTEST and letters in rest:
                at = rest.index(letters)
                told[at] += len(letters)
                rest[at] = ""
                before, own, after = (
                    "".join([p.text for p in chosen])
                    for chosen in (said[:first], said[first : last + 1], said[last + 1 :])
                )
                return [gap for gap in (before, after) if gap], float(len(own))
    return [run], 0.0


@lru_cache(maxsize=20_000)
def _known(run: str) -> tuple[tuple[int, frozenset[str]], ...]:
    """Give the words within a run whose meaning is known, by their length, the longest first."""
    found = []
    for length in range(min(longest_word(), len(run)), 0, -1):
        every = {run[at : at + length] for at in range(len(run) - length + 1)}
        if known := frozenset(filter(_meanings, every)):
            found.append((length, known))
    return tuple(found)


def _meanings(word: str) -> Sequence[str]:
    return senses(word) if len(word) > 1 else senses_of_character(word)


def _words(
    gaps: list[str], length: int, known: frozenset[str], rest: list[str], told: list[float]
) -> tuple[list[str], float]:
    """Take words of a length whose meaning is among the Latin ones; give the characters left."""
    left: list[str] = []
    covered = 0.0
    for gap in gaps:
        begin = at = 0
        while at + length <= len(gap):
            word = gap[at : at + length]
            strength = _meant(word, rest, told) if word in known else 0.0
            if strength:
                covered += strength * length
                if begin < at:
                    left.append(gap[begin:at])
                at += length
                begin = at
            else:
                at += 1
        if begin < len(gap):
            left.append(gap[begin:])
    return left, covered


def _meant(word: str, rest: list[str], told: list[float]) -> float:
    """Tell how far the best of a word's meanings stands among the Latin words, and take it."""
    best: tuple[float, list[tuple[int, str, float]]] = (0.0, [])
    for meaning in _meanings(word):
        found = _found(meaning.split(), rest, alone=len(word) == 1)
        if found is not None:
            strength = sum(s for _, _, s in found) / len(found)
            if strength > best[0]:
                best = (strength, found)
    for at, left, strength in best[1]:
        told[at] += (len(rest[at]) - len(left)) * strength
        rest[at] = left
    return best[0]


def _found(
    meaning: list[str], rest: list[str], *, alone: bool
) -> list[tuple[int, str, float]] | None:
    """Find the words of a meaning: where, what is left of the Latin word, and how surely."""
    said = [word for word in meaning if word not in SMALL] or meaning
    if len(said) > 2 and (short := "".join([w[0] for w in said])) in rest:
        return [(rest.index(short), "", 1.0)]
    found: list[tuple[int, str, float]] = []
    used: set[int] = set()
    for word in said:
        match = max(_matches(word, rest, used, alone=alone), default=None)
        if match is None:
            return None
        strength, at = match[0], -match[1]
        used.add(at)
        found.append((at, match[2], strength))
    return found


def _matches(
    word: str, rest: list[str], used: set[int], *, alone: bool
) -> Iterator[tuple[float, int, str]]:
    for at, other in enumerate(rest):
        if other and at not in used:
            strength, left = _match(word, other, alone)
            if strength:
                yield strength, -at, left


@lru_cache(maxsize=50_000)
def _match(word: str, other: str, alone: bool) -> tuple[float, str]:
    """Tell how surely a Latin word has a meaning in it, and give what is left of it."""
    if other == word or _plain(word) == _plain(other):
        return 1.0, ""
    if not alone and _one_stem(word, other):
        return 0.9, ""
    if len(word) >= _PART and len(other) > len(word) + 1:
        if other.startswith(word):
            return _STRENGTH, other[len(word) :]
        if other.endswith(word) and len(word) > _PART:
            return _STRENGTH, other[: -len(word)]
    return 0.0, ""


def _one_stem(a: str, b: str) -> bool:
    """Tell whether two words are forms of one: congress and congressional."""
    same = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), None)
    same = min(len(a), len(b)) if same is None else same
    return same >= _STEM and a[same:] in _SUFFIXES and b[same:] in _SUFFIXES


@lru_cache(maxsize=20_000)
def _plain(word: str) -> str:
    return wording(word).words[0] if word else ""


def _heard(gap: str, rest: list[str], told: list[float]) -> float:
    """Take the Latin words, one or two that follow each other, that a part sounds most like."""
    divided = [p.text for p in parts(gap)] if gap[0] not in _KANA else [gap]
    best: tuple[float, float, int, int] = (0.0, 0.0, 0, 0)
    for part in dict.fromkeys((gap, *divided)):
        if len(part) == 1:
            continue
        for start in range(len(rest)):
            for end in range(start + 1, min(start + 3, len(rest) + 1)):
                if not all(rest[start:end]):
                    break
                joined = "".join(rest[start:end])
                likeness = _sounds_like(part, joined)
                if likeness >= _ALIKE:
                    best = max(best, (likeness * len(part), likeness, start, end))
    covered, likeness, start, end = best
    for at in range(start, end):
        told[at] += len(rest[at]) * likeness
        rest[at] = ""
    return covered


@lru_cache(maxsize=50_000)
def _sounds_like(part: str, joined: str) -> float:
    """Give how alike a part sounds to Latin words, 0 where these are but initials."""
    if not _SPEAKABLE.search(joined):
        return 0.0
    said = heard(joined)
    return max(
        max(_alike(code, said) for code in _codes(part)),
        max(_spelt_alike(read, joined) for read in _readings(part)),
    )


@lru_cache(maxsize=20_000)
def _readings(part: str) -> frozenset[str]:
    return frozenset({anyascii(part).lower(), (japanese(part) or "").replace(" ", "")} - {""})


@lru_cache(maxsize=20_000)
def _codes(part: str) -> tuple[str, ...]:
    found = list(heard_in_chinese(part)) if is_han(part) else [heard(anyascii(part).lower())]
    if name := japanese(part):
        found.append(heard(name.replace(" ", "")))
    return tuple(dict.fromkeys(found))


def _alike(code: str, other: str) -> float:
    """Give how alike two codes are, less where they are so short that chance makes them so."""
    likeness = Indel.normalized_similarity(code, other)
    return likeness * min(1.0, 0.55 + 0.15 * min(len(code), len(other)))


def _spelt_alike(read: str, word: str) -> float:
    return Indel.normalized_similarity(read, word, score_cutoff=0.8)
