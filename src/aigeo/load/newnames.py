"""Names of a load's new entities on disk, so that memory does not grow with their number."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from pathlib import Path
from typing import Self

from aigeo.errors import StoreError
from aigeo.resolve.blocked import MOST
from aigeo.resolve.linking import Candidate

HELD = 100_000
"""Names and blocks noted before they are written together, about 10,000 entities'; a load of fewer
needs no disk."""
REMEMBERED = 2_000
"""Names whose entities are kept once read: words that many names share come up again and again."""
THINGS_REMEMBERED = 30_000
"""Entities that are kept once noted or read."""
FILTER_BITS = 1 << 28
"""Size of the filter: 32 MiB, at a million entities wrong for one name in a thousand."""
_SHIFTS = (0, 18, 36)
_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -32768;
CREATE TABLE thing (number INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, thing INTEGER NOT NULL);
CREATE INDEX name_key ON name (key);
"""
# In the order of the index, so that a name of thousands is not sorted first.
_OF_NAME = "SELECT thing FROM name WHERE key = ? ORDER BY rowid LIMIT ?"
_OF_THING = "SELECT body FROM thing WHERE number = ?"


class NewNames:
    """New entities by normalised name and by block; a `LocalNames`.

    A Bloom filter (Bloom, Space/time trade-offs in hash coding with allowable errors, 1970) tells
    most names that nobody noted without a look at the disk. Of a block (a key with a NUL
    character) that is too large to be compared, so many are given, of this or another, as say so.
    Raises StoreError when the disk is full.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._db: sqlite3.Connection | None = None
        """None as long as all fit into memory, as those of a document do."""
        self._filter = bytearray()
        self._last: Candidate | None = None
        self._count = 0
        self._new: list[Candidate] = []
        self._names: list[tuple[str, int]] = []
        self._held: dict[str, list[Candidate]] = defaultdict(list)
        """What is noted and not yet written."""
        self._read: dict[str, list[Candidate]] = {}
        self._things: dict[int, Candidate] = {}
        self._crowded: set[str] = set()
        self._crowd: list[Candidate] = []

    def named(self, key: str) -> list[Candidate]:
        """Give the new entities of this name, in the order in which they were noted."""
        if key in self._crowded:
            return self._crowd
        held = self._held.get(key, [])
        if self._db is None or not all(self._filter[p >> 3] & 1 << (p & 7) for p in _places(key)):
            return held
        written = self._read.get(key)
        if written is None:
            if len(self._read) >= REMEMBERED:
                self._read.clear()
            written = self._read[key] = self._written(self._db, key)
            if len(written) > MOST and "\x00" in key:
                self._crowded.add(key)
                self._crowd = written
        return written + held

    def add(self, key: str, candidate: Candidate) -> None:
        """Note a new entity under a name."""
        if key in self._crowded:
            return
        if candidate is not self._last:
            self._last = candidate
            self._count += 1
            self._new.append(candidate)
        self._names.append((key, self._count))
        self._held[key].append(candidate)
        if len(self._names) >= HELD:
            self._write()

    def close(self) -> None:
        """Drop the names and their file."""
        if self._db is not None:
            self._db.close()
        if self._path is not None:
            self._path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _written(self, db: sqlite3.Connection, key: str) -> list[Candidate]:
        most = MOST + 1 if "\x00" in key else -1
        try:
            numbers = db.execute(_OF_NAME, (key, most)).fetchall()
            return [self._thing(db, number) for (number,) in numbers]
        except sqlite3.Error as error:
            raise self._full(error) from error

    def _thing(self, db: sqlite3.Connection, number: int) -> Candidate:
        known = self._things.get(number)
        if known is None:
            (body,) = db.execute(_OF_THING, (number,)).fetchone()
            known = self._remember(number, _candidate(body))
        return known

    def _remember(self, number: int, candidate: Candidate) -> Candidate:
        if len(self._things) >= THINGS_REMEMBERED:
            self._things.clear()
        self._things[number] = candidate
        return candidate

    def _write(self) -> None:
        numbered = list(enumerate(self._new, self._count - len(self._new) + 1))
        for number, candidate in numbered:
            self._remember(number, candidate)
        try:
            if self._db is None:
                self._db = self._opened()
            bodies = ((number, _body(candidate)) for number, candidate in numbered)
            self._db.executemany("INSERT INTO thing VALUES (?, ?)", bodies)
            self._db.executemany("INSERT INTO name VALUES (?, ?)", self._names)
        except sqlite3.Error as error:
            raise self._full(error) from error
        for key in self._held:
            self._read.pop(key, None)
            for place in _places(key):
                self._filter[place >> 3] |= 1 << (place & 7)
        self._last = None
        self._new, self._names = [], []
        self._held.clear()

    def _opened(self) -> sqlite3.Connection:
        if self._path is not None:
            self._path.unlink(missing_ok=True)
        # Without a path SQLite keeps a temporary file of its own.
        db = sqlite3.connect(str(self._path or ""), isolation_level=None)
        db.executescript(_TABLES)
        db.execute("BEGIN")
        self._filter = bytearray(FILTER_BITS // 8)
        return db

    def _full(self, error: sqlite3.Error) -> StoreError:
        return StoreError(
            f"the names of the load cannot be kept at {self._path or 'a temporary file'}: {error}",
            hint="check that the disk has room, or set AIGEO_HOME to a folder on another disk",
        )


def _places(key: str) -> tuple[int, ...]:
    bits = hash(key)
    return tuple((bits >> shift) % FILTER_BITS for shift in _SHIFTS)


def _body(c: Candidate) -> str:
    sets = (c.names, c.aliases, c.countries, c.external_ids)
    beside = (c.addresses, c.marks, c.dates, c.neighbours, c.nationalities)
    return json.dumps(
        [c.id, c.type, *map(sorted, sets), c.generic, c.kept_apart, *map(sorted, beside)]
    )


def _candidate(body: str) -> Candidate:
    id, type, names, aliases, countries, external_ids, generic, kept_apart, *beside = json.loads(
        body
    )
    return Candidate(
        id, type, frozenset(names), frozenset(aliases), frozenset(countries),
        frozenset(external_ids), generic, kept_apart, *map(frozenset, beside),
    )  # fmt: skip
