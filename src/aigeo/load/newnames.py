"""Names of a load's new entities on disk, so that memory does not grow with their number."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from pathlib import Path
from typing import Any, Self

import orjson

from aigeo.errors import StoreError
from aigeo.load.kept import KeptTexts
from aigeo.resolve.blocked import MOST
from aigeo.resolve.linking import Candidate

HELD = 200_000
"""Names and blocks noted before they are written together, about 8,000 entities'; a load of fewer
needs no disk."""
REMEMBERED = 2_000
"""Names whose entities are kept once read: words that many names share come up again and again."""
THINGS_REMEMBERED = 20_000
"""Entities that are kept once noted or read."""
FILTER_BITS = 1 << 28
"""Size of the filter: 32 MiB, at a million entities wrong for one name in a thousand."""
_SHIFTS = (0, 18, 36)
# A row is a hash and the entity's number: a tenth of what names themselves would take.
_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -65536;
CREATE TABLE thing (number INTEGER PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE name (key INTEGER, thing INTEGER, PRIMARY KEY (key, thing)) WITHOUT ROWID;
"""
_OF_THING = "SELECT body FROM thing WHERE number = ?"
_OF_NAME = "SELECT thing FROM name WHERE key = ?"
_OF_NAMES = "SELECT key, thing FROM name WHERE key IN ({})"


class NewNames:
    """New entities by normalised name and by block; a `LocalNames`.

    A Bloom filter (Bloom, Space/time trade-offs in hash coding with allowable errors, 1970) tells
    most names that nobody noted without a look at the disk. Raises StoreError when the disk is
    full.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._db: sqlite3.Connection | None = None
        """None as long as all fit into memory, as those of a document do."""
        self._filter = bytearray()
        self._last: Candidate | None = None
        self._count = 0
        self._noted = 0
        self._held: dict[int, list[int]] = defaultdict(list)
        """What is noted and not yet written: numbers of entities by hash of a name or block."""
        self._new: dict[int, Candidate] = {}
        """Entities that are not yet written, by number."""
        self._things: dict[int, Candidate] = {}
        self._named: dict[str, list[Candidate]] = {}
        self._crowded: set[int] = set()
        self._canonical = KeptTexts()

    def named(self, key: str) -> list[Candidate]:
        """Give the new entities of this name, in the order in which they were noted."""
        hashed = hash(key)
        held = [self.thing(number) for number in self._held.get(hashed, ())]
        if not self._may_be_written(hashed):
            return held
        written = self._named.get(key)
        if written is None:
            if len(self._named) >= REMEMBERED:
                self._named.clear()
            found = sorted(number for (number,) in self._read(_OF_NAME, (hashed,)))
            written = self._named[key] = [self.thing(number) for number in found]
        return written + held

    def sharing(self, blocks: Mapping[int, int]) -> Mapping[int, int]:
        """Give what the blocks that new entities share count for together, by their numbers.

        Blocks are given by hash, with what each counts for.
        A block that is too large to be compared counts for none, now and from now on.
        """
        written = self._written(blocks.keys() - self._crowded) if self._db is not None else {}
        shared: list[int] = []  # counted together, as that is quickest
        for hashed in blocks.keys() & self._held.keys():  # most blocks hold none
            before = written.get(hashed)
            held = before + self._held[hashed] if before else self._held[hashed]
            if len(held) > MOST:
                self._crowded.add(hashed)
                del self._held[hashed]
            else:
                shared += held * blocks[hashed]
        for hashed in written:
            if hashed in self._held or hashed in self._crowded:
                continue
            if len(written[hashed]) > MOST:
                self._crowded.add(hashed)
            else:
                shared += written[hashed] * blocks[hashed]
        return Counter(shared)

    def _written(self, hashes: Collection[int]) -> Mapping[int, list[int]]:
        """Give the numbers that are on disk of names and blocks, by their hashes."""
        found: dict[int, list[int]] = {}
        asked = [hashed for hashed in hashes if self._may_be_written(hashed)]
        if asked:
            for key, number in self._read(_OF_NAMES.format(",".join("?" * len(asked))), asked):
                found.setdefault(key, []).append(number)
        return found

    def thing(self, number: int) -> Candidate:
        """Give a new entity by its number, which says how many were noted before it."""
        known = self._new.get(number) or self._things.get(number)
        if known is None:
            ((body,),) = self._read(_OF_THING, (number,))
            known = self._remember(number, _candidate(body))
        return known

    def add(self, key: str, candidate: Candidate) -> None:
        """Note a new entity under a name."""
        self._note({hash(key)}, candidate)

    def file(self, blocks: Set[int], candidate: Candidate) -> None:
        """Note a new entity under its blocks, by their hashes."""
        self._note(blocks, candidate)

    def known(self, ids: Collection[str]) -> Mapping[str, str]:
        """Give the canonical ids of those ids of which `know` told."""
        if not self._canonical:
            return {}
        return {i: canonical for i in ids if (canonical := self._canonical.get(i)) is not None}

    def know(self, canonical: Mapping[str, str]) -> None:
        """Note the canonical ids of ids."""
        self._canonical.update(canonical)

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

    def _note(self, hashes: Set[int], candidate: Candidate) -> None:
        if candidate is not self._last:
            self._last = candidate
            self._count += 1
            self._new[self._count] = candidate
        count, held = self._count, self._held
        kept = hashes - self._crowded
        for hashed in kept:
            held[hashed].append(count)
        self._noted += len(kept)
        # A person has a name and no blocks, so that many would be held before their names fill it.
        if self._noted >= HELD or len(self._new) >= THINGS_REMEMBERED:
            self._write()

    def _may_be_written(self, hashed: int) -> bool:
        if self._db is None:
            return False
        return all(self._filter[place >> 3] & 1 << (place & 7) for place in _places(hashed))

    def _read(self, query: str, parameters: Sequence[int]) -> list[tuple[Any, ...]]:
        if self._db is None:
            return []
        try:
            return self._db.execute(query, parameters).fetchall()
        except sqlite3.Error as error:
            raise self._full(error) from error

    def _remember(self, number: int, candidate: Candidate) -> Candidate:
        if len(self._things) >= THINGS_REMEMBERED:
            self._things.clear()
        self._things[number] = candidate
        return candidate

    def _write(self) -> None:
        rows = sorted((key, number) for key, numbers in self._held.items() for number in numbers)
        bodies = ((number, _body(candidate)) for number, candidate in self._new.items())
        try:
            if self._db is None:
                self._db = self._opened()
            self._db.executemany("INSERT INTO thing VALUES (?, ?)", bodies)
            self._db.executemany("INSERT OR IGNORE INTO name VALUES (?, ?)", rows)
        except sqlite3.Error as error:
            raise self._full(error) from error
        for hashed in self._held:
            for place in _places(hashed):
                self._filter[place >> 3] |= 1 << (place & 7)
        self._named.clear()
        for number, candidate in self._new.items():
            self._remember(number, candidate)
        self._new.clear()
        self._held.clear()
        self._noted = 0

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


def _places(hashed: int) -> tuple[int, ...]:
    return tuple((hashed >> shift) % FILTER_BITS for shift in _SHIFTS)


def _body(c: Candidate) -> bytes:
    sets = (c.names, c.aliases, c.countries, c.external_ids)
    beside = (c.addresses, c.marks, c.dates, c.neighbours, c.nationalities, c.entries)
    return orjson.dumps(
        [c.id, c.type, *map(list, sets), c.generic, c.kept_apart, *map(list, beside)]
    )


def _candidate(body: bytes) -> Candidate:
    id, type, names, aliases, countries, external_ids, generic, kept_apart, *beside = orjson.loads(
        body
    )
    return Candidate(
        id, type, frozenset(names), frozenset(aliases), frozenset(countries),
        frozenset(external_ids), generic, kept_apart, *map(frozenset, beside),
    )  # fmt: skip
