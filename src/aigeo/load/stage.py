"""A load before it is published: checked statements in an SQLite file.

The stage keeps memory flat, drops repeated statements and lets a bad version be refused before
the graph is touched. It is rebuilt for each load, so it needs no durability of its own.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
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
  object TEXT, part TEXT, row INTEGER, cells INTEGER, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE stored (id TEXT PRIMARY KEY, row INTEGER, cells INTEGER) WITHOUT ROWID;
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
        self.kept_apart: set[str] = set()
        self._canonical: dict[str, str] = {}

    def add(self, body: Body) -> bool:
        """Add a statement; give whether it is new. Raises StoreError when the disk is full."""
        cursor = self._execute(
            "INSERT OR IGNORE INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                body["id"],
                body["kind"],
                body["type"],
                body["subject"],
                body.get("object"),
                body.get("part"),
                body.get("row"),
                _cells(body["kind"], body.get("columns")),
                json.dumps(body, ensure_ascii=False),
            ),
        )
        return cursor.rowcount == 1

    def replace(self, body: Body) -> None:
        """Put a changed body in the place of a statement of the same id."""
        self._execute(
            "UPDATE statement SET body = ? WHERE id = ?",
            (json.dumps(body, ensure_ascii=False), body["id"]),
        )

    def claims(self, type_: str, subject: str, object_: str | None) -> list[Body]:
        """Give the staged statements of one type between two ends, or of an entity."""
        rows = self._execute(
            "SELECT body FROM statement WHERE subject = ? AND type = ? AND object IS ?",
            (subject, type_, object_),
        )
        return [json.loads(body) for (body,) in rows]

    def keep_apart(self, entity_id: str) -> None:
        """Note that the source itself tells this entity from others of its name."""
        self.kept_apart.add(entity_id)

    def set_canonical(self, pairs: Mapping[str, str]) -> None:
        """Note the canonical ids that resolution found, where they differ from a source's own."""
        self._canonical.update(pairs)

    def canonical(self, entity_id: str) -> str:
        """Give the canonical id of an entity, itself where resolution said nothing."""
        return self._canonical.get(entity_id, entity_id)

    def set_stored(self, rows: Iterator[Body]) -> None:
        """Note the current statements that the graph has of this source, to compare with.

        Each row has `id`, `kind`, `row`, and for entities `columns`.
        """
        for row in rows:
            self._execute(
                "INSERT OR REPLACE INTO stored VALUES (?, ?, ?)",
                (row["id"], row["row"], _cells(row["kind"], row["columns"])),
            )

    def keep_stored(self) -> None:
        """Let none of the graph's statements count as withdrawn."""
        self._execute("DELETE FROM stored WHERE id NOT IN (SELECT id FROM statement)")

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

    def moved(self) -> Iterator[Body]:
        """Give statements that the graph has from another row, or with other cells beside it."""
        yield from self._bodies(
            "SELECT s.body FROM statement s JOIN stored o ON o.id = s.id "
            "WHERE s.row IS NOT NULL AND (s.row IS NOT o.row OR s.cells IS NOT o.cells)",
            (),
        )

    def withdrawn(self) -> Iterator[str]:
        """Give ids of statements that the graph has and the source no longer says."""
        for (statement_id,) in self._db.execute(
            "SELECT id FROM stored WHERE id NOT IN (SELECT id FROM statement) ORDER BY id"
        ):
            yield statement_id

    def count(self, what: str) -> int:
        """Count "statement", "stored", "added" or "withdrawn"."""
        query = {
            "statement": "SELECT count(*) FROM statement",
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


def _cells(kind: str, columns: str | None) -> int | None:
    """Give a check sum of the cells that an entity rests on; a relation's are part of its id."""
    return zlib.crc32(columns.encode()) if kind == "entity" and columns else None


def _full(path: Path | None, error: Exception) -> StoreError:
    return StoreError(
        f"the load cannot be staged at {path or 'memory'}: {error}",
        hint="check that the disk has room, or set AIGEO_HOME to a folder on another disk",
    )
