"""A load before it is published: checked statements in an SQLite file.

The stage keeps memory flat, drops repeated statements and lets a bad version be refused before
the graph is touched. It is rebuilt for each load, so it needs no durability of its own.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from aigeo.errors import StoreError

Body = dict[str, Any]
_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE statement (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, type TEXT NOT NULL, subject TEXT NOT NULL,
  object TEXT, part TEXT, row INTEGER, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entity (id TEXT PRIMARY KEY, kept_apart INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE TABLE canonical (id TEXT PRIMARY KEY, canonical TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE stored (id TEXT PRIMARY KEY, row INTEGER) WITHOUT ROWID;
"""


class Stage:
    """Statements of one source, by id; parts are the files that they came from."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.unlink(missing_ok=True)
            self._db = sqlite3.connect(str(path) if path else ":memory:", isolation_level=None)
            self._db.executescript(_TABLES)
            self._db.execute("BEGIN")
        except (sqlite3.Error, OSError) as error:
            raise _full(path, error) from error
        self.parts: set[str] = set()

    def add(self, body: Body) -> bool:
        """Add a statement; give whether it is new. Raises StoreError when the disk is full."""
        cursor = self._execute(
            "INSERT OR IGNORE INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                body["id"],
                body["kind"],
                body["type"],
                body["subject"],
                body.get("object"),
                body.get("part"),
                body.get("row"),
                json.dumps(body, ensure_ascii=False),
            ),
        )
        return cursor.rowcount == 1

    def add_entity(self, entity_id: str, *, kept_apart: bool) -> None:
        """Note that the source describes this entity, and whether it shares its name by design."""
        self._execute("INSERT OR IGNORE INTO entity VALUES (?, ?)", (entity_id, int(kept_apart)))

    def has_entity(self, entity_id: str) -> bool:
        """Tell whether the source has described this entity so far."""
        found = self._execute("SELECT 1 FROM entity WHERE id = ?", (entity_id,)).fetchone()
        return found is not None

    def entities(self) -> Iterator[tuple[str, bool]]:
        """Give the ids of described entities, with whether each is kept apart by a key."""
        for entity_id, kept in self._execute("SELECT id, kept_apart FROM entity ORDER BY id"):
            yield entity_id, bool(kept)

    def set_canonical(self, pairs: Mapping[str, str]) -> None:
        """Note the canonical ids that resolution found."""
        for pair in pairs.items():
            self._execute("INSERT OR REPLACE INTO canonical VALUES (?, ?)", pair)

    def canonical(self, entity_id: str) -> str:
        """Give the canonical id of an entity, itself where resolution said nothing."""
        found = self._execute(
            "SELECT canonical FROM canonical WHERE id = ?", (entity_id,)
        ).fetchone()
        return found[0] if found else entity_id

    def set_stored(self, rows: Iterator[tuple[str, int | None]]) -> None:
        """Note the current statements that the graph has of this source, to compare with."""
        for row in rows:
            self._execute("INSERT OR REPLACE INTO stored VALUES (?, ?)", row)

    def statements(self, kind: str) -> Iterator[Body]:
        """Give all staged statements of one kind."""
        yield from self._bodies(
            "SELECT body FROM statement WHERE kind = ? ORDER BY subject, type, id", (kind,)
        )

    def added(self, kind: str) -> Iterator[Body]:
        """Give staged statements of one kind that the graph does not have."""
        yield from self._bodies(
            "SELECT body FROM statement WHERE kind = ? AND id NOT IN (SELECT id FROM stored) "
            "ORDER BY subject, type, id",
            (kind,),
        )

    def moved(self) -> Iterator[tuple[str, int]]:
        """Give (id, row) of statements that the graph has under another row number."""
        yield from self._db.execute(
            "SELECT s.id, s.row FROM statement s JOIN stored o ON o.id = s.id "
            "WHERE s.row IS NOT NULL AND s.row IS NOT o.row"
        )

    def withdrawn(self) -> Iterator[str]:
        """Give ids of statements that the graph has and the source no longer says."""
        for (statement_id,) in self._db.execute(
            "SELECT id FROM stored WHERE id NOT IN (SELECT id FROM statement) ORDER BY id"
        ):
            yield statement_id

    def count(self, what: str) -> int:
        """Count "statement", "entity", "stored", "added" or "withdrawn"."""
        query = {
            "statement": "SELECT count(*) FROM statement",
            "entity": "SELECT count(*) FROM entity",
            "stored": "SELECT count(*) FROM stored",
            "added": "SELECT count(*) FROM statement WHERE id NOT IN (SELECT id FROM stored)",
            "withdrawn": "SELECT count(*) FROM stored WHERE id NOT IN (SELECT id FROM statement)",
        }[what]
        return int(self._execute(query).fetchone()[0])

    def tally(self) -> tuple[Counter[str], Counter[str]]:
        """Count distinct entities and distinct facts by type."""
        entities: Counter[str] = Counter(
            dict(
                self._execute(
                    "SELECT type, count(DISTINCT subject) FROM statement "
                    "WHERE kind = 'entity' GROUP BY type"
                )
            )
        )
        relations: Counter[str] = Counter(
            dict(
                self._execute(
                    "SELECT type, count(*) FROM statement WHERE kind = 'relation' GROUP BY type"
                )
            )
        )
        return entities, relations

    def close(self) -> None:
        """Drop the stage and its file."""
        self._db.close()
        if self._path is not None:
            self._path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _bodies(self, query: str, parameters: tuple[Any, ...]) -> Iterator[Body]:
        for (body,) in self._db.execute(query, parameters):
            yield json.loads(body)

    def _execute(self, query: str, parameters: tuple[Any, ...] = ()) -> sqlite3.Cursor:
        try:
            return self._db.execute(query, parameters)
        except sqlite3.Error as error:
            raise _full(self._path, error) from error


def _full(path: Path | None, error: Exception) -> StoreError:
    return StoreError(
        f"the load cannot be staged at {path or 'memory'}: {error}",
        hint="check that the disk has room, or set AIGEO_HOME to a folder on another disk",
    )
