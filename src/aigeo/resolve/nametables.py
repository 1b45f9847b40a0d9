"""Names and words as columns, to be compared two by two, many at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from rapidfuzz.distance import JaroWinkler, Prefix
from rapidfuzz.process import cpdist

from aigeo.model.blocking import sound
from aigeo.resolve.columns import Column, Flags, Floats, Numbering, Numbers
from aigeo.resolve.reading import SIMILAR, Lexicon, Read

CELLS = 1_000_000
"""Pairs of words that are held in one table."""
_NARROWEST = 4
"""Words of names that are compared in the narrowest table; the next have twice as many each, so
that sums do not depend on what is compared beside."""
_NONE = -1
"""Stands for a word where there is none or one comes again; it equals no other."""
TRANSLATED = 2.0
"""What stands for a translation where likeness stands otherwise."""


class Names:
    """Names as columns: each name once, its parts as numbers that are equal where they are."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._at: dict[tuple[str, ...], int] = {}
        self._new: list[Read] = []
        self.joined: list[str] = []
        self.wholes = Numbering("")
        """Names as their keys spell them; of names that are read alike there may be several."""
        self.sound: list[str] = []
        self.bag_size, self.length, self.sound_length = Column(), Column(), Column()
        self.size, self._start, self._flat, self._bag = Column(), Column(), Column(), Column()
        self.same_joined, self.same_sound, self.same_letters = Column(), Column(), Column()
        self.same_core, self.numbers = Column(), Column()
        self._joined, self._sound, self._letters = Numbering(""), Numbering(""), Numbering("")
        self._core = Numbering[frozenset[str]](frozenset())
        self._numbers = Numbering[frozenset[str]](frozenset())
        self.words = Words(lexicon)
        self._flat.extend([0])  # a word where a name has none
        self._bag.extend([_NONE])

    def __len__(self) -> int:
        return len(self._at)

    def number(self, read: Read) -> int:
        """Give the number of a name; `complete` has to follow before names are compared."""
        at = self._at.setdefault(read.words, len(self._at))
        if at == len(self.joined) + len(self._new):
            self._new.append(read)
        return at

    def complete(self) -> None:
        """Fill the columns for names that were numbered since they were."""
        new, self._new = self._new, []
        if not new:
            return
        self.joined += [r.joined for r in new]
        self.sound += [r.sound for r in new]
        self.bag_size.extend([len(r.bag) for r in new])
        self.length.extend([len(r.joined) for r in new])
        self.sound_length.extend([len(r.sound) for r in new])
        self.same_joined.extend([self._joined.of(r.joined) for r in new])
        self.same_sound.extend([self._sound.of(r.sound) for r in new])
        self.same_letters.extend([self._letters.of(r.letters) for r in new])
        self.same_core.extend([self._core.of(r.core) for r in new])
        self.numbers.extend([self._numbers.of(r.numbers) for r in new])
        sizes = [len(r.words) for r in new]
        self._start.extend(np.cumsum(sizes) - sizes + len(self._flat))
        self.size.extend(sizes)
        flat = [self.words.number(w) for r in new for w in r.words]
        self._flat.extend(flat)
        bag: list[int] = []
        for read in new:
            at = flat[len(bag) : len(bag) + len(read.words)]
            again = len(read.bag) < len(read.words)
            bag += [_NONE if again and w in at[:n] else w for n, w in enumerate(at)]
        self._bag.extend(bag)
        self.words.complete()

    def word_at(self, names: Numbers, place: int) -> Numbers:
        """Give the number of one word of each name, of any word where it has none there."""
        flat = self._flat.all
        found: Numbers = flat[np.minimum(self._start.all[names] + place, len(flat) - 1)]
        return found

    def table(self, names: Numbers, width: int) -> tuple[Numbers, Flags]:
        """Give the words of names, shape (names, width), and where there is one."""
        at, there = self._places(names, width)
        return self._flat.all[at], there

    def shared(self, left: Numbers, right: Numbers) -> Numbers:
        """Give how many different words names have in common, two by two."""
        found = np.zeros(len(left), dtype=np.intp)
        bag = self._bag.all
        for rows, width in tables(np.maximum(self.size.all[left], self.size.all[right])):
            mine, theirs = (bag[self._places(side[rows], width)[0]] for side in (left, right))
            for place in range(width):
                one = mine[:, place, None]
                found[rows] += ((one == theirs) & (one != _NONE)).any(axis=1)
        return found

    def _places(self, names: Numbers, width: int) -> tuple[Numbers, Flags]:
        places = np.arange(width)
        there = places < self.size.all[names][:, None]
        return np.where(there, self._start.all[names][:, None] + places, 0), there


class Words:
    """The words of all names, by number."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._at: dict[str, int] = {}
        self._new: list[str] = []
        self.text: list[str] = []
        self._weight, self._lone = Column(np.float64), Column(np.float64)
        self._length, self._same_sound, self._sound_length = Column(), Column(), Column()
        self._digit, self._translated = Column(np.bool_), Column(np.bool_)
        self._first, self._letters = Column(), Column(np.int64)
        self._sounds = Numbering("")

    @property
    def weight(self) -> Floats:
        """How much each word says."""
        return self._weight.all

    @property
    def lone(self) -> Floats:
        """What each word says that one name has alone."""
        return self._lone.all

    def number(self, word: str) -> int:
        """Give the number of a word; `complete` has to follow before words are compared."""
        at = self._at.setdefault(word, len(self._at))
        if at == len(self.text):
            self.text.append(word)
            self._new.append(word)
        return at

    def complete(self) -> None:
        """Fill the columns for words that were numbered since they were."""
        new, self._new = self._new, []
        weights = [self._lexicon.weight(w) for w in new]
        self._weight.extend(weights)
        self._lone.extend([
            self._lexicon.lone.get(w, -weight) for w, weight in zip(new, weights, strict=True)
        ])  # fmt: skip
        self._length.extend([len(w) for w in new])
        self._digit.extend([_has_digit(w) for w in new])
        sounds = [sound(w) for w in new]
        self._same_sound.extend([self._sounds.of(s) for s in sounds])
        self._sound_length.extend([len(s) for s in sounds])
        self._translated.extend([w in self._lexicon.same for w in new])
        self._first.extend([ord(w[0]) for w in new])
        self._letters.extend([_letters(w) for w in new])

    def likeness(self, a: Numbers, b: Numbers) -> Floats:
        """Give how alike words are written or sound; 0 below SIMILAR, 2 for a translation.

        Digits are never similar; "tech" is "technologies"; consonants of a sound count.
        """
        lengths = self._length.all[a], self._length.all[b]
        short, long = np.minimum(*lengths), np.maximum(*lengths)
        found = np.zeros(len(a))
        digit, same = self._digit.all, self._lexicon.same
        telling = ~(digit[a] | digit[b]) & (short >= 3)
        at = np.flatnonzero(telling & (short >= 4))
        found[at] = alike(JaroWinkler.similarity, self.text, a[at], b[at], SIMILAR)
        found[telling & (short >= 4) & self._sounding(a, b)] = 0.95
        at = np.flatnonzero(telling & (long >= 6))
        begun = alike(Prefix.similarity, self.text, a[at], b[at]) == short[at]
        found[at[begun]] = 1.0
        for n in np.flatnonzero(self._translated.all[a] & (found == 0)).tolist():
            if self.text[b[n]] in same[self.text[a[n]]]:
                found[n] = TRANSLATED
        return found

    def _sounding(self, a: Numbers, b: Numbers) -> Flags:
        sounds = self._same_sound.all
        return np.asarray((self._sound_length.all[a] >= 3) & (sounds[a] == sounds[b]))

    def may_be_alike(self, a: Numbers, b: Numbers) -> Flags:
        """Tell which words may have a likeness, by their letters; no others have.

        With m letters in common, Jaro's similarity is at most (m/|a| + m/|b| + 1) / 3; Winkler adds
        at most 0.4 of what it lacks, and nothing where first letters differ. A letter that one word
        has and the other lacks is not in common.
        """
        letters = self._letters.all[a], self._letters.all[b]
        size = self._length.all[a], self._length.all[b]
        common = np.minimum(
            size[0] - np.bitwise_count(letters[0] & ~letters[1]),
            size[1] - np.bitwise_count(letters[1] & ~letters[0]),
        )
        jaro = (common / size[0] + common / size[1] + 1) / 3
        begins = self._first.all[a] == self._first.all[b]
        similar = np.where(begins, 0.6 * jaro + 0.4, jaro) >= SIMILAR - 1e-9
        whole = begins & (common == np.minimum(*size))  # one may begin the other
        return np.asarray(similar | whole | self._sounding(a, b) | self._translated.all[a])


def _letters(word: str) -> int:
    """Give the letters of a word as bits, up to 62 that stand for all: others may share one."""
    bits = 0
    for letter in word:
        bits |= 1 << ord(letter) % 62
    return bits


def _has_digit(word: str) -> bool:
    return not word.isalpha() and any(c.isdigit() for c in word)


def tables(sizes: Numbers) -> Iterator[tuple[Numbers, int]]:
    """Divide rows into tables by how many words their longer name has: rows, and words."""
    least, width, most = 0, _NARROWEST, int(sizes.max(initial=1))
    while least < most:
        rows = np.nonzero((sizes > least) & (sizes <= width))[0]
        each = max(1, CELLS // (width * width))
        for start in range(0, len(rows), each):
            yield rows[start : start + each], width
        least, width = width, 2 * width


def alike(
    scorer: Callable[..., Any], texts: Sequence[str], x: Numbers, y: Numbers,
    least: float | None = None,
) -> Floats:  # fmt: skip
    """Compare texts two by two."""
    found = cpdist(
        [texts[n] for n in x.tolist()], [texts[n] for n in y.tolist()],
        scorer=scorer, dtype=np.float64, score_cutoff=least, workers=1,
    )  # fmt: skip
    return np.asarray(found, dtype=np.float64)
