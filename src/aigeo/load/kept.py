"""Texts by id that a load keeps, such as the types of its entities: on disk once they are many."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, MutableMapping

from aigeo.errors import StoreError

HELD = 100_000
"""Texts that are kept in memory, and as many more once they were asked for again."""
_TABLE = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -16384;
CREATE TABLE kept (id TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
"""


class KeptTexts(MutableMapping[str, str]):
    """Texts by id, in bounded memory.

    What is beyond `HELD` goes to a file of SQLite's own, which goes when this does. Raises
    StoreError when the disk is full.
    """

    def __init__(self) -> None:
        self._new: dict[str, str] = {}
        self._read: dict[str, str] = {}
        self._db: sqlite3.Connection | None = None
        """None as long as all fit into memory."""

    def __setitem__(self, id: str, text: str) -> None:
        if id in self._read:
            self._read[id] = text
        self._new[id] = text
        if len(self._new) >= HELD:
            self._write()

    def __getitem__(self, id: str) -> str:
        known = self._new.get(id) or self._read.get(id)
        if known is None:
            known = self._written(id)
            if len(self._read) >= HELD:
                self._read.clear()
            self._read[id] = known
        return known

    def __delitem__(self, id: str) -> None:
        raise TypeError("what was kept stays")

    def __iter__(self) -> Iterator[str]:
        yield from (id for (id,) in self._write().execute("SELECT id FROM kept"))

    def __len__(self) -> int:
        return int(self._write().execute("SELECT count(*) FROM kept").fetchone()[0])

    def __bool__(self) -> bool:
        return bool(self._new) or self._db is not None

    def _written(self, id: str) -> str:
        if self._db is None:
            raise KeyError(id)
        row = self._db.execute("SELECT text FROM kept WHERE id = ?", (id,)).fetchone()
        if row is None:
            raise KeyError(id)
        return str(row[0])

    def _write(self) -> sqlite3.Connection:
        """Write what is held; give the file."""
        try:
            if self._db is None:
                # Without a name the file is temporary, and SQLite's own.
                self._db = sqlite3.connect("", isolation_level=None)
                self._db.executescript(_TABLE)
                self._db.execute("BEGIN")
            self._db.executemany(
                "INSERT OR REPLACE INTO kept VALUES (?, ?)", sorted(self._new.items())
            )
        except sqlite3.Error as error:
            raise StoreError(
                f"the ids of the load cannot be kept in a temporary file: {error}",
                hint="check that the disk has room, or set TMPDIR to a folder on another disk",
            ) from error
        self._new.clear()
        return self._db
