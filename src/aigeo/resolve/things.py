"""What is read of things before they are compared, each once however many it is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from aigeo.model.acronyms import LONGEST
from aigeo.model.han import is_native
from aigeo.model.names import fold, words
from aigeo.resolve.columns import Column, Numbering, Numbers
from aigeo.resolve.nametables import Names
from aigeo.resolve.reading import NONE, Described, Lexicon, Read, compared, compared_keys, wholes

YEAR = 4
"""Characters of a date that are compared."""
MOST_NAMES = 10_000
"""Names that are kept from one question to the next."""
_NEVER = 1 << 30


class Place(NamedTuple):
    """One address: its words, those of them that are numbers, and how many words it has."""

    words: frozenset[str]
    numbers: frozenset[str]
    size: int


class Thing(NamedTuple):
    """What is looked at of one thing with one other at a time."""

    described: Described
    reads: tuple[Read, ...]
    initials: frozenset[str]
    """Initials of its names as written, legal forms included."""
    joined: frozenset[str]
    lines: str
    """The initials of all its names, one after the other."""
    begins: str
    """The first two of these of each."""
    short: frozenset[str]
    """Words that may be initials of words of another name."""
    made: tuple[str, ...]
    """Names that may be made of the beginnings of words of another name."""
    places: Sequence[Place]
    keys: tuple[str, ...]
    """Its matching keys."""


class Things:
    """Things and their names by number, with what is compared of many at once as columns."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._clear()

    def _clear(self) -> None:
        self.names = Names(self._lexicon)
        self.known: list[Thing] = []
        self._at: dict[int, int] = {}
        self._rows: list[tuple[int, ...]] = []
        self._names: list[int] = []
        self._spellings: list[int] = []
        self._flat, self._wholes = Column(), Column()
        self._columns = [Column() for _ in COLUMNS]
        self.types = Numbering("")
        self.forms, self.countries, self.neighbours, self.towns = (
            Numbering(NONE) for _ in range(4)
        )
        self.marks, self.dates = Values(None), Values(YEAR)

    def numbers(self, described: Iterable[Described]) -> Numbers:
        """Give the numbers of things, which hold until the next `forget`."""
        at = self._at
        found: list[int] = []
        for one in described:
            number = at.get(id(one))
            if number is None:
                number = at[id(one)] = len(self.known)
                self._add(one)
            found.append(number)
        return np.array(found, dtype=np.intp)

    def forget(self) -> None:
        """Drop what was read when it is too much to keep."""
        if len(self.names) > MOST_NAMES:
            self._clear()

    def complete(self) -> None:
        """Fill the columns for things that were numbered since they were."""
        self.names.complete()
        if self._rows:
            table = np.array(self._rows, dtype=np.intp)
            for column, values in zip(self._columns, table.T, strict=True):
                column.extend(values)
            self._flat.extend(self._names)
            self._wholes.extend(self._spellings)
            for waiting in (self._rows, self._names, self._spellings):
                waiting.clear()

    def column(self, name: str) -> Numbers:
        """Give one of COLUMNS, a row a thing."""
        return self._columns[COLUMNS.index(name)].all

    @property
    def flat(self) -> Numbers:
        """The numbers of the names of all things, one after the other."""
        return self._flat.all

    @property
    def wholes(self) -> Numbers:
        """The numbers of their spellings, beside them."""
        return self._wholes.all

    def _add(self, described: Described) -> None:
        # The thing is kept, so that its id stays its own.
        reads = compared(described)
        forms, initials = wholes(described.names | described.aliases)
        joined = frozenset([r.joined for r in reads])
        lines = [r.initials for r in reads]
        short = reads[0].short if len(reads) == 1 else NONE.union(*[r.short for r in reads])
        made = tuple([r.made for r in reads if r.made])
        towns = [r.towns for r in reads]
        self.known.append(
            Thing(
                described, reads, initials, joined, " ".join(lines),
                "".join([line[:2] for line in lines]), short, made,
                _places(described.addresses), compared_keys(described),
            )
        )  # fmt: skip
        native = [key for key in described.name_keys() if not key.isascii()]
        self._names += [self.names.number(read) for read in reads]
        self._spellings += [self.names.wholes.of(read.whole) for read in reads]
        self._rows.append((
            len(self._flat) + len(self._names) - len(reads),
            len(reads),
            bool(native),
            len(native) == len(described.name_keys()) and any(map(is_native, native)),
            self.types.of(described.type),
            self.forms.of(forms),
            self.countries.of(described.countries),
            self.towns.of(reads[0].towns if len(reads) == 1 else NONE.union(*towns)),
            self.neighbours.of(described.neighbours),
            self.marks.of(described.marks),
            self.dates.of(described.dates),
            bool(described.addresses),
            bool(made),
            min(map(len, short), default=_NEVER),  # lengths, by which few can be acronyms
            max(map(len, lines), default=0),
            bool(initials),
            min(map(len, joined), default=_NEVER) <= LONGEST,
        ))  # fmt: skip


COLUMNS = (
    "start", "count", "native", "native_only", "type", "forms", "countries", "towns",
    "neighbours", "marks", "dates", "addresses", "made", "shortest_word", "longest_initials",
    "initials", "short_name",
)  # fmt: skip


class Values:
    """Sets of `kind:value` by number, 0 for the empty one, each taken apart once."""

    def __init__(self, beginning: int | None) -> None:
        self._beginning = beginning
        self._sets = Numbering(NONE)
        self._kinds: list[Mapping[str, Set[str]]] = [{}]

    def of(self, values: frozenset[str]) -> int:
        """Give the number of a set."""
        number = self._sets.of(values)
        if number == len(self._kinds):
            found: dict[str, set[str]] = {}
            for value in values:
                kind, _, text = value.partition(":")
                found.setdefault(kind, set()).add(text[: self._beginning].casefold())
            self._kinds.append(found)
        return number

    def compared(self, a: int, b: int) -> tuple[bool, bool]:
        """Tell whether a value of one kind is the same in two sets, and whether one differs."""
        x, y = self._kinds[a], self._kinds[b]
        shared = x.keys() & y.keys()
        same = any(not x[kind].isdisjoint(y[kind]) for kind in shared)
        return same, bool(shared) and not same


@lru_cache(maxsize=20_000)
def _place(address: str) -> Place:
    said = frozenset(w for w in words(fold(address)) if len(w) > 1)
    return Place(said, frozenset(filter(str.isdigit, said)), len(said))


def _places(addresses: Set[str]) -> list[Place]:
    if not addresses:
        return []
    return [place for place in map(_place, addresses) if place.size >= 3]


def address_likeness(a: Set[str], b: Set[str]) -> float:
    """Give the best share of words and numbers that two addresses have in common; -1: unknown.

    An address of a town alone says too little to agree or to disagree.
    """
    return places_alike(_places(a), _places(b))


def places_alike(a: Sequence[Place], b: Sequence[Place]) -> float:
    """Give `address_likeness` of addresses that were read."""
    if not a or not b:
        return -1.0
    best = 0.0
    for mine, numbers, size in a:
        for others, other_numbers, other_size in b:
            if mine.isdisjoint(others):
                continue
            share = len(mine & others) / (size if size < other_size else other_size)
            if share > best:
                if numbers.isdisjoint(other_numbers):
                    share *= 0.6
                if share > best:
                    best = share
    return best
