"""Evidence of writing: how alike the names of many pairs of things are, all pairs at once.

Of each pair of things the names that agree best are compared. The work is done on tables of
numbers, one row a pair of names, since a load compares tens of thousands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import JaroWinkler, Levenshtein, Prefix
from rapidfuzz.process import cpdist

from aigeo.model.blocking import sound
from aigeo.resolve.reading import SIMILAR, Lexicon, Read

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

WRITING = (
    "overlap", "contained", "common", "rarest_common", "lost_less", "lost_more", "lone_less",
    "lone_more", "translated", "spelling", "wholes_alike", "jaro_winkler", "same_letters",
    "same_sound", "sound_alike", "begins_alike", "first_word_same", "numbers_differ",
    "numbers_one_sided",
    "numbers_same", "joined_same", "core_same", "letters", "words_less", "words_more",
)  # fmt: skip
ALIGNED = 4
"""Pairs of names whose words are aligned, those that agree best at a glance."""
AGREEING = 2.25
"""Likeness at a glance, at most 3, from which two names agree."""
CELLS = 1_000_000
"""Pairs of words that are held in one table."""
_WIDTHS = (4, 8, 16)
"""Words of names that are compared in one table; longer names have tables of their own."""


def writing(
    pairs: Sequence[tuple[Sequence[Read], Sequence[Read]]], lexicon: Lexicon
) -> tuple[Floats, Floats]:
    """Give the evidence of WRITING, shape (pairs, 25), and the share of names that agree.

    A pair is the names of its two sides, at least one each.
    """
    names = _Names([read for sides in pairs for side in sides for read in side], lexicon)
    pair, left, right, at = _every_two(pairs, names)
    spelling = names.alike(Levenshtein.normalized_similarity, names.joined, left, right)
    bags = names.bags
    shared = [len(bags[x] & bags[y]) for x, y in zip(left.tolist(), right.tolist(), strict=True)]
    sizes = names.bag_sizes
    glance = spelling + 2 * (2 * np.array(shared) / (sizes[left] + sizes[right]))
    agreeing = _agreeing(pairs, pair, glance, at)

    order = np.lexsort((-at, -glance, pair))
    rank = np.arange(len(order)) - np.searchsorted(pair[order], pair[order])
    kept = order[rank < ALIGNED]
    pair, left, right, spelling = pair[kept], left[kept], right[kept], spelling[kept]
    words = _aligned(names, left, right)
    closeness = words.overlap + spelling + (names.whole[left] == names.whole[right])
    order = np.lexsort((np.arange(len(pair)), -words.common, -closeness, pair))
    first = order[np.unique(pair[order], return_index=True)[1]]

    left, right, spelling = left[first], right[first], spelling[first]
    letters = np.minimum(names.length[left], names.length[right])
    begins = names.alike(Prefix.similarity, names.joined, left, right)
    silent = (names.sound_length[left] == 0) | (names.sound_length[right] == 0)
    sounds = names.alike(Levenshtein.normalized_similarity, names.sound, left, right)
    numbers = names.numbers[left], names.numbers[right]
    counts = names.size[left], names.size[right]
    columns = (
        *(column[first] for column in words.columns()),
        spelling,
        names.alike(Levenshtein.normalized_similarity, names.letters_of_key, left, right),
        names.alike(JaroWinkler.similarity, names.joined, left, right),
        names.letters[left] == names.letters[right],
        (names.sound_length[left] > 2) & (names.sounds[left] == names.sounds[right]),
        np.where(silent, 0.0, sounds),
        np.divide(begins, letters, out=np.zeros(len(first)), where=letters > 0),
        (names.word_at(left, 0) == names.word_at(right, 0)) & (np.minimum(*counts) > 0),
        (numbers[0] > 0) & (numbers[1] > 0) & (numbers[0] != numbers[1]),
        (numbers[0] > 0) != (numbers[1] > 0),
        (numbers[0] > 0) & (numbers[0] == numbers[1]),
        names.whole[left] == names.whole[right],
        names.core[left] == names.core[right],
        letters,
        np.minimum(*counts),
        np.maximum(*counts),
    )
    return np.column_stack(columns).astype(np.float64), agreeing


class _Names:
    """Names as columns: each name once, its parts as numbers that are equal where they are."""

    def __init__(self, reads: Sequence[Read], lexicon: Lexicon) -> None:
        unique = {read.words: read for read in reads}
        self.at = {words: n for n, words in enumerate(unique)}
        known = list(unique.values())
        self.joined = np.array([r.joined for r in known], dtype=object)
        self.letters_of_key = np.array([r.whole for r in known], dtype=object)
        self.sound = np.array([r.sound for r in known], dtype=object)
        self.bags = [r.bag for r in known]
        self.bag_sizes = np.array([len(r.bag) for r in known])
        self.length = np.array([len(r.joined) for r in known])
        self.sound_length = np.array([len(r.sound) for r in known])
        self.size = np.array([len(r.words) for r in known])
        self.whole = _numbered([r.joined for r in known])
        self.sounds = _numbered([r.sound for r in known])
        self.letters = _numbered([r.letters for r in known])
        self.core = _numbered([r.core for r in known])
        self.numbers = _numbered([r.numbers for r in known], frozenset())
        vocabulary: dict[str, int] = {}
        flat = [vocabulary.setdefault(w, len(vocabulary)) for r in known for w in r.words]
        self._flat = np.array([*flat, 0], dtype=np.intp)
        self._start = np.cumsum(self.size) - self.size
        self.words = _Words(list(vocabulary), lexicon)

    def word_at(self, names: Numbers, place: int) -> Numbers:
        """Give the number of one word of each name, of any word where it has none there."""
        found: Numbers = self._flat[np.minimum(self._start[names] + place, len(self._flat) - 1)]
        return found

    def table(self, names: Numbers, width: int) -> tuple[Numbers, Flags]:
        """Give the words of names, shape (names, width), and where there is one."""
        places = np.arange(width)
        there = places < self.size[names][:, None]
        at = np.where(there, self._start[names][:, None] + places, len(self._flat) - 1)
        return self._flat[at], there

    def alike(
        self, scorer: Callable[..., Any], texts: npt.NDArray[np.object_], x: Numbers, y: Numbers
    ) -> Floats:
        """Compare texts of names two by two."""
        return _alike(scorer, texts[x], texts[y])


def _alike(
    scorer: Callable[..., Any], x: npt.NDArray[np.object_], y: npt.NDArray[np.object_],
    least: float | None = None,
) -> Floats:  # fmt: skip
    found = cpdist(
        x.tolist(), y.tolist(), scorer=scorer, dtype=np.float64, score_cutoff=least, workers=1
    )
    return np.asarray(found, dtype=np.float64)


def _numbered(values: Sequence[Any], first: Any = "") -> Numbers:
    """Number values so that equal ones have one number, 0 for `first`."""
    known: dict[Any, int] = {first: 0}
    return np.array([known.setdefault(v, len(known)) for v in values], dtype=np.intp)


def _every_two(
    pairs: Sequence[tuple[Sequence[Read], Sequence[Read]]], names: _Names
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Give each name of the one side with each of the other: pair, names, and place in the pair."""
    sides = [[[names.at[r.words] for r in sides[n]] for sides in pairs] for n in (0, 1)]
    size = [np.array([len(side) for side in one]) for one in sides]
    start = [np.cumsum(n) - n for n in size]
    flat = [np.array([name for side in one for name in side], dtype=np.intp) for one in sides]
    count = size[0] * size[1]
    pair = np.repeat(np.arange(len(pairs)), count)
    at = np.arange(len(pair)) - np.repeat(np.cumsum(count) - count, count)
    left = flat[0][start[0][pair] + at // size[1][pair]]
    right = flat[1][start[1][pair] + at % size[1][pair]]
    return pair, left, right, at


def _agreeing(
    pairs: Sequence[tuple[Sequence[Read], Sequence[Read]]],
    pair: Numbers, glance: Floats, at: Numbers,
) -> Floats:  # fmt: skip
    """Give the share of the names of a pair that agree with one of the other side."""
    close = np.nonzero(glance >= AGREEING)[0]
    agree: set[tuple[int, int, int]] = set()
    for p, place in zip(pair[close].tolist(), at[close].tolist(), strict=True):
        i, j = divmod(place, len(pairs[p][1]))
        agree |= {(p, 0, i), (p, 1, j)}
    found = np.zeros(len(pairs))
    for p, *_ in agree:
        found[p] += 1
    found /= [len(one) + len(other) for one, other in pairs]
    return found


class _Words:
    """The words of all names, by number."""

    def __init__(self, words: Sequence[str], lexicon: Lexicon) -> None:
        self.text = np.array([*words, ""], dtype=object)[: len(words)]
        self._same = lexicon.same
        self.weight = np.array([lexicon.weight(w) for w in words])
        self.lone = np.array([lexicon.lone.get(w, -lexicon.weight(w)) for w in words])
        self._length = np.array([len(w) for w in words])
        self._digit = np.array([any(c.isdigit() for c in w) for w in words], dtype=bool)
        sounds = [sound(w) for w in words]
        self._sound = _numbered(sounds)
        self._sound_length = np.array([len(s) for s in sounds])
        self._translated = np.array([w in lexicon.same for w in words], dtype=bool)

    def likeness(self, a: Numbers, b: Numbers) -> Floats:
        """Give how alike words are written or sound; 0 below SIMILAR, 2 for a translation.

        Digits are never similar; "tech" is "technologies"; consonants of a sound count.
        """
        short = np.minimum(self._length[a], self._length[b])
        found = np.zeros(len(a))
        telling = ~(self._digit[a] | self._digit[b]) & (short >= 3)
        long = np.maximum(self._length[a], self._length[b])
        at = np.nonzero(telling)[0]
        spelt = _alike(JaroWinkler.similarity, self.text[a[at]], self.text[b[at]], SIMILAR)
        found[at] = np.where(short[at] >= 4, spelt, 0.0)
        sounding = (self._sound_length[a] >= 3) & (self._sound[a] == self._sound[b])
        found[telling & (short >= 4) & sounding] = 0.95
        at = np.nonzero(telling & (long >= 6))[0]
        begun = _alike(Prefix.similarity, self.text[a[at]], self.text[b[at]]) == short[at]
        found[at[begun]] = 1.0
        for n in np.nonzero(self._translated[a] & (found == 0))[0].tolist():
            if self.text[b[n]] in self._same[self.text[a[n]]]:
                found[n] = TRANSLATED
        return found


TRANSLATED = 2.0
"""What stands for a translation where likeness stands otherwise."""


@dataclass(frozen=True, slots=True)
class _Alignment:
    """What words two names have in common and alone, one row a pair of names."""

    overlap: Floats
    contained: Floats
    common: Floats
    rarest: Floats
    gone: tuple[Floats, Floats]
    lone: tuple[Floats, Floats]
    translated: Floats

    def columns(self) -> tuple[Floats, ...]:
        """Give the columns of evidence, in the order of WRITING."""
        return (
            self.overlap, self.contained, self.common, self.rarest,
            np.minimum(*self.gone), np.maximum(*self.gone),
            np.maximum(*self.lone), np.minimum(*self.lone), self.translated,
        )  # fmt: skip


def _aligned(names: _Names, left: Numbers, right: Numbers) -> _Alignment:
    """Align the words of names two by two."""
    sums = np.zeros((7, len(left)))
    for rows, width in _tables(np.maximum(names.size[left], names.size[right])):
        sums[:, rows] = _table_sums(names, left[rows], right[rows], width)
    common, rarest, gone_x, gone_y, lone_x, lone_y, translated = sums
    total = 2 * common + (gone_x + gone_y)
    smaller = np.minimum(gone_x, gone_y) + common
    return _Alignment(
        np.divide(2 * common, total, out=np.zeros(len(left)), where=total != 0),
        np.divide(common, smaller, out=np.zeros(len(left)), where=smaller != 0),
        common, rarest, (gone_x, gone_y), (lone_x, lone_y), translated,
    )  # fmt: skip


def _tables(sizes: Numbers) -> Iterator[tuple[Numbers, int]]:
    """Divide rows into tables by how many words their longer name has: rows, and words."""
    least = 0
    for width in (*_WIDTHS, int(sizes.max(initial=1))):
        rows = np.nonzero((sizes > least) & (sizes <= width))[0]
        each = max(1, CELLS // (width * width))
        for start in range(0, len(rows), each):
            yield rows[start : start + each], width
        least = max(least, width)


def _table_sums(names: _Names, left: Numbers, right: Numbers, width: int) -> Floats:
    """Give what `_aligned` adds up, shape (7, rows), for names of at most `width` words.

    Equal words meet first, then, from the first word on, each with the most similar one that is
    left, else with the first that stands for it.
    """
    a, alone = names.table(left, width)
    b, rest = names.table(right, width)
    row = np.arange(len(left))
    equal = a[:, :, None] == b[:, None, :]
    met = np.zeros_like(alone)
    for place in range(width):
        fitting = equal[:, place] & rest & alone[:, place, None]
        met[:, place] = fitting.any(axis=1)
        rest[row, fitting.argmax(axis=1)] &= ~met[:, place]
    alone &= ~met
    likeness = _likeness(names.words, a, b, alone, rest)
    translated = np.zeros(len(left))
    for place in np.nonzero((likeness > 0).any(axis=(0, 2)))[0].tolist():
        open_ = np.where(rest, likeness[:, place], 0.0)
        spelt = np.where(open_ < TRANSLATED, open_, 0.0)
        near = spelt.max(axis=1) >= SIMILAR
        known = ~near & (open_ == TRANSLATED).any(axis=1)
        chosen = np.where(near, spelt.argmax(axis=1), (open_ == TRANSLATED).argmax(axis=1))
        both = near | known
        rest[row, chosen] &= ~both
        alone[:, place] &= ~both
        met[:, place] |= both
        translated += known
    weight, lone = names.words.weight, names.words.lone
    return np.stack([
        (weight[a] * met).sum(axis=1), (weight[a] * met).max(axis=1),
        (weight[a] * alone).sum(axis=1), (weight[b] * rest).sum(axis=1),
        (lone[a] * alone).sum(axis=1), (lone[b] * rest).sum(axis=1), translated,
    ])  # fmt: skip


def _likeness(words: _Words, a: Numbers, b: Numbers, alone: Flags, rest: Flags) -> Floats:
    """Give the likeness of words that the one name has alone and that the other has alone."""
    found = np.zeros((*a.shape, b.shape[1]))
    row, i, j = np.nonzero(alone[:, :, None] & rest[:, None, :])
    codes, back = np.unique(a[row, i] * len(words.text) + b[row, j], return_inverse=True)
    if len(codes):
        found[row, i, j] = words.likeness(*np.divmod(codes, len(words.text)))[back]
    return found
