"""What a stage has that the graph lacks, and the graph that the stage lacks, told in one walk.

All that a load asks afterwards is asked of what differs, which is little in most reloads.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson

Found = dict[str, Any]
"""Lists `ids`, `rows` (-1 for none) and `columns` (empty for none) of statements of one `part`."""
STORED = """
CREATE TABLE stored (
  id TEXT PRIMARY KEY, part TEXT, row INTEGER, cells TEXT) WITHOUT ROWID;
"""
TABLES = """
CREATE TABLE added (n INTEGER PRIMARY KEY);
CREATE TABLE moved (n INTEGER PRIMARY KEY, row INTEGER);
CREATE TABLE gone (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP VIEW new AS SELECT * FROM statement;
"""
"""Beside tables `statement` and `stored`; all of it is new until it was compared."""
_STORE = """
INSERT OR REPLACE INTO stored SELECT json_extract(value, '$[0]'), ?,
  nullif(json_extract(value, '$[1]'), -1), nullif(json_extract(value, '$[2]'), '')
FROM json_each(?)
"""
_ELSEWHERE = """
DELETE FROM stored
WHERE part IS NOT NULL AND part NOT IN (SELECT value FROM json_each(?))
"""
# Each walks two tables once, side by side where their ids stand in order; a question for each list
# of differences walked both each time that it was asked.
_ADDED = "INSERT INTO added SELECT rowid FROM statement WHERE id NOT IN (SELECT id FROM stored)"
_GONE = "INSERT INTO gone SELECT id FROM stored WHERE id NOT IN (SELECT id FROM statement)"
_MOVED = """
INSERT INTO moved SELECT s.rowid, o.row FROM statement s JOIN stored o ON o.id = s.id
WHERE s.row IS NOT NULL AND (s.row IS NOT o.row OR s.cells IS NOT o.cells)
"""
_NEW = "CREATE TEMP VIEW new AS SELECT s.* FROM added a CROSS JOIN statement s ON s.rowid = a.n"


def store_found(db: sqlite3.Connection, found: Iterable[Found]) -> None:
    """Write lists of what the graph has into the table `stored`."""
    for some in found:
        rows = zip(some["ids"], some["rows"], some["columns"], strict=True)
        db.execute(_STORE, (some["part"], orjson.dumps(list(rows)).decode()))


@contextmanager
def stored_file(path: Path) -> Iterator[sqlite3.Connection]:
    """Make a file with the table `stored` alone, filled meanwhile; it stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    db = sqlite3.connect(str(path), isolation_level=None)
    try:
        db.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {STORED} BEGIN;")
        yield db
        db.execute("COMMIT")
    finally:
        db.close()


def take_stored(db: sqlite3.Connection, path: Path) -> None:
    """Take the table `stored` over from another file."""
    db.execute("ATTACH ? AS graph", (str(path),))
    db.execute("INSERT INTO stored SELECT * FROM graph.stored")


def compare(db: sqlite3.Connection, parts: Collection[str]) -> None:
    """Fill the tables of what differs, but for what the graph has of other parts (files)."""
    db.execute(_ELSEWHERE, (orjson.dumps(sorted(parts)).decode(),))
    if db.execute("SELECT 1 FROM stored LIMIT 1").fetchone() is None:
        return
    for statement in (_ADDED, _GONE, _MOVED, "DROP VIEW new", _NEW):
        db.execute(statement)
