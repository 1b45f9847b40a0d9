"""Evidence of writing: how alike the names of many pairs of things are, all pairs at once.

Of each pair of things the names that agree best are compared. The work is done on tables of
numbers, one row a pair of names, since a load compares tens of thousands.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import JaroWinkler, Levenshtein, Prefix

from aigeo.resolve.columns import Column, Flags, Floats, Numbers
from aigeo.resolve.nametables import TRANSLATED, Names, Words, alike, tables
from aigeo.resolve.reading import SIMILAR

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


@dataclass(frozen=True, slots=True)
class Side:
    """One side of pairs: of each, where its names begin in a list of names, and how many it has."""

    names: Numbers
    wholes: Numbers
    """Their spellings."""
    start: Numbers
    count: Numbers


def writing(names: Names, one: Side, other: Side) -> tuple[Floats, Floats]:
    """Give the evidence of WRITING, shape (pairs, 25), and the share of names that agree.

    Each side of a pair has a name at least.
    """
    pair, x, y, at = _every_two(one, other)
    left, right = one.names[x], other.names[y]
    spelling = alike(Levenshtein.normalized_similarity, names.joined, left, right)
    sizes = names.bag_size.all
    glance = spelling + 2 * (2 * names.shared(left, right) / (sizes[left] + sizes[right]))
    agreeing = _agreeing(one, other, pair, glance, at)

    kept = _likeliest(pair, glance, at)
    pair, left, right, spelling = pair[kept], left[kept], right[kept], spelling[kept]
    words = _aligned(names, left, right)
    whole = names.same_joined.all
    closeness = words.overlap + spelling + (whole[left] == whole[right])
    order = np.lexsort((-words.common, -closeness, pair))
    first = order[_firsts(pair)]  # ordered by pair, so that the places of pairs are the same

    left, right, spelling = left[first], right[first], spelling[first]
    # Names that are read alike are one in all but this, so that a pair's own spelling is asked for.
    spelt = one.wholes[x[kept][first]], other.wholes[y[kept][first]]
    length, sound_length, size = names.length.all, names.sound_length.all, names.size.all
    letters = np.minimum(length[left], length[right])
    begins = alike(Prefix.similarity, names.joined, left, right)
    silent = (sound_length[left] == 0) | (sound_length[right] == 0)
    sounds = alike(Levenshtein.normalized_similarity, names.sound, left, right)
    numbers = names.numbers.all[left], names.numbers.all[right]
    counts = size[left], size[right]

    def same(column: Column) -> Flags:
        every = column.all
        return np.asarray(every[left] == every[right])

    columns = (
        *(column[first] for column in words.columns()),
        spelling,
        alike(Levenshtein.normalized_similarity, names.wholes.values, *spelt),
        alike(JaroWinkler.similarity, names.joined, left, right),
        same(names.same_letters),
        (sound_length[left] > 2) & same(names.same_sound),
        np.where(silent, 0.0, sounds),
        np.divide(begins, letters, out=np.zeros(len(first)), where=letters > 0),
        (names.word_at(left, 0) == names.word_at(right, 0)) & (np.minimum(*counts) > 0),
        (numbers[0] > 0) & (numbers[1] > 0) & (numbers[0] != numbers[1]),
        (numbers[0] > 0) != (numbers[1] > 0),
        (numbers[0] > 0) & (numbers[0] == numbers[1]),
        same(names.same_joined),
        same(names.same_core),
        letters,
        np.minimum(*counts),
        np.maximum(*counts),
    )
    return np.column_stack(columns).astype(np.float64), agreeing


def _every_two(one: Side, other: Side) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Give each name of the one side with each of the other: pair, where they stand in the lists
    of names, and place in the pair.
    """
    count = one.count * other.count
    pair = np.repeat(np.arange(len(count)), count)
    at = np.arange(len(pair)) - np.repeat(np.cumsum(count) - count, count)
    i, j = np.divmod(at, other.count[pair])
    return pair, one.start[pair] + i, other.start[pair] + j, at


def _firsts(pair: Numbers) -> Numbers:
    """Give where each pair begins in an ascending list of them."""
    return np.flatnonzero(np.concatenate(([True], pair[1:] != pair[:-1])))


def _likeliest(pair: Numbers, glance: Floats, at: Numbers) -> Numbers:
    """Give the names of each pair to align, those that agree best at a glance first."""
    firsts = _firsts(pair)
    if len(firsts) == len(pair):
        return np.arange(len(pair))
    order = np.lexsort((-at, -glance, pair))
    counts = np.diff(np.append(firsts, len(pair)))
    rank = np.arange(len(order)) - np.repeat(firsts, counts)
    return order[rank < ALIGNED]


def _agreeing(one: Side, other: Side, pair: Numbers, glance: Floats, at: Numbers) -> Floats:
    """Give the share of the names of a pair that agree with one of the other side."""
    close = np.flatnonzero(glance >= AGREEING)
    pairs = pair[close]
    i, j = np.divmod(at[close], other.count[pairs])
    found = np.zeros(len(one.count), dtype=np.intp)
    for names, side in ((i, one), (j, other)):
        most = int(side.count.max(initial=1))
        agree = np.unique(pairs * most + names) // most
        found += np.bincount(agree, minlength=len(found))
    return found / (one.count + other.count)


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


def _aligned(names: Names, left: Numbers, right: Numbers) -> _Alignment:
    """Align the words of names two by two."""
    sums = np.zeros((7, len(left)))
    for rows, width in tables(np.maximum(names.size.all[left], names.size.all[right])):
        sums[:, rows] = _table_sums(names, left[rows], right[rows], width)
    common, rarest, gone_x, gone_y, lone_x, lone_y, translated = sums
    total = 2 * common + (gone_x + gone_y)
    smaller = np.minimum(gone_x, gone_y) + common
    return _Alignment(
        np.divide(2 * common, total, out=np.zeros(len(left)), where=total != 0),
        np.divide(common, smaller, out=np.zeros(len(left)), where=smaller != 0),
        common, rarest, (gone_x, gone_y), (lone_x, lone_y), translated,
    )  # fmt: skip


def _table_sums(names: Names, left: Numbers, right: Numbers, width: int) -> Floats:
    """Give what `_aligned` adds up, shape (7, rows), for names of at most `width` words.

    Equal words meet first, then, from the first word on, each with the most similar one that is
    left, else with the first that stands for it.
    """
    a, alone = names.table(left, width)
    b, rest = names.table(right, width)
    met = _equal_words(names, left, right, a, b, alone, rest)
    translated = np.zeros(len(left))
    near = np.flatnonzero(alone.any(axis=1) & rest.any(axis=1))
    likeness = _likeness(names.words, a[near], b[near], alone[near], rest[near])
    alike = likeness.any(axis=(1, 2))
    near, likeness = near[alike], likeness[alike]
    row = np.arange(len(near))
    left_of = rest[near]
    for place in np.flatnonzero(likeness.any(axis=(0, 2))).tolist():
        open_ = np.where(left_of, likeness[:, place], 0.0)
        spelt = np.where(open_ < TRANSLATED, open_, 0.0)
        similar = spelt.max(axis=1) >= SIMILAR
        known = ~similar & (open_ == TRANSLATED).any(axis=1)
        chosen = np.where(similar, spelt.argmax(axis=1), (open_ == TRANSLATED).argmax(axis=1))
        both = similar | known
        left_of[row, chosen] &= ~both
        alone[near, place] &= ~both
        met[near, place] |= both
        translated[near] += known
    rest[near] = left_of
    weight, lone = names.words.weight, names.words.lone
    return np.stack([
        (weight[a] * met).sum(axis=1), (weight[a] * met).max(axis=1),
        (weight[a] * alone).sum(axis=1), (weight[b] * rest).sum(axis=1),
        (lone[a] * alone).sum(axis=1), (lone[b] * rest).sum(axis=1), translated,
    ])  # fmt: skip


def _equal_words(
    names: Names, left: Numbers, right: Numbers,
    a: Numbers, b: Numbers, alone: Flags, rest: Flags,
) -> Flags:  # fmt: skip
    """Tell which words of the one name the other has, once each; take them from both."""
    met = np.zeros_like(alone)
    size, different = names.size.all, names.bag_size.all
    again = (size[left] > different[left]) | (size[right] > different[right])
    once = np.flatnonzero(~again)
    equal = (a[once, :, None] == b[once, None, :]) & alone[once, :, None] & rest[once, None, :]
    met[once] = equal.any(axis=2)
    rest[once] &= ~equal.any(axis=1)
    rows = np.flatnonzero(again)
    for place in range(a.shape[1]) if len(rows) else ():
        fitting = (a[rows, place, None] == b[rows]) & rest[rows] & alone[rows, place, None]
        met[rows, place] = found = fitting.any(axis=1)
        rest[rows, fitting.argmax(axis=1)] &= ~found
    alone &= ~met
    return met


def _likeness(words: Words, a: Numbers, b: Numbers, alone: Flags, rest: Flags) -> Floats:
    """Give the likeness of words that the one name has alone and that the other has alone."""
    found = np.zeros((*a.shape, b.shape[1]))
    row, i, j = np.nonzero(alone[:, :, None] & rest[:, None, :])
    # Few words can be alike, and to tell which costs less than to sort them.
    maybe = np.flatnonzero(words.may_be_alike(a[row, i], b[row, j]))
    row, i, j = row[maybe], i[maybe], j[maybe]
    codes, back = np.unique(a[row, i] * len(words.text) + b[row, j], return_inverse=True)
    if len(codes):
        found[row, i, j] = words.likeness(*np.divmod(codes, len(words.text)))[back]
    return found
