"""A load before it is published: checked statements in an SQLite file.

The stage keeps memory flat, drops repeated statements and lets a bad version be refused before
the graph is touched. It is rebuilt for each load, so it needs no durability of its own.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Self

import orjson

from aigeo.errors import StoreError
from aigeo.load import compared
from aigeo.load.compared import Found
from aigeo.load.errands import Errands

Body = dict[str, Any]
WRITTEN = 1000
"""Statements that are written at once."""
UNDER_WAY = 2
"""Such pieces on their way to the file while the next is made."""
REMEMBERED = 50_000
"""Ids whose canonical ids are kept once read."""
# Bodies are appended and ids kept in an index of their own: a table in the order of the ids, which
# are hashes, would write each body to a random page.
_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -65536;
CREATE TABLE statement (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, type TEXT NOT NULL, subject TEXT NOT NULL,
  object TEXT, part TEXT, row INTEGER, cells TEXT, body TEXT NOT NULL);
CREATE TABLE canonical (id TEXT PRIMARY KEY, canonical TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE apart (id TEXT PRIMARY KEY) WITHOUT ROWID;
"""
# SQLite takes the fields out of the bodies, so that another thread can do it: a row handed over
# from Python would need the interpreter. What an entity rests on may change from version to
# version; a relation's cells are part of its id.
_STAGED = """
INSERT OR IGNORE INTO statement SELECT
  json_extract(value, '$.id'), json_extract(value, '$.kind'), json_extract(value, '$.type'),
  json_extract(value, '$.subject'), json_extract(value, '$.object'),
  json_extract(value, '$.part'), json_extract(value, '$.row'),
  CASE json_extract(value, '$.kind') WHEN 'entity' THEN json_extract(value, '$.columns') END,
  value
FROM json_each(?)
"""


_NAMED_ALONE = """
SELECT 1 FROM (
  SELECT body FROM new
  UNION ALL SELECT s.body FROM moved m CROSS JOIN statement s ON s.rowid = m.n
) WHERE substr(body, 1, 8) = '{"known"' LIMIT 1
"""


class OnlyNamed(Exception):
    """More is asked of a statement than was staged, as the graph was thought to have it."""


class Stage:
    """Statements of one source, by id; parts are the files that they came from."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.unlink(missing_ok=True)
            self._db = sqlite3.connect(
                str(path) if path else ":memory:", isolation_level=None, check_same_thread=False
            )
            self._db.executescript(_TABLES + compared.STORED + compared.TABLES)
            self._db.execute("BEGIN")
        except (sqlite3.Error, OSError) as error:
            raise _full(path, error) from error
        self.parts: set[str] = set()
        self.distinct: set[str] = set()
        """Parts that enter a party once."""
        self._waiting: list[Body] = []
        self._beside = Errands(UNDER_WAY)
        self._linked = False
        self._has_apart = False
        self.known: Mapping[str, int] = {}
        """Rows of relation statements that the graph has: of these `add_known` is enough."""
        self._remembered: dict[str, str] = {}

    def add(self, body: Body) -> None:
        """Add a statement, the first of its id. Raises StoreError when the disk is full."""
        self._waiting.append(body)
        if len(self._waiting) >= WRITTEN:
            self._beside.send(self._insert, self._packed())

    def add_known(self, body: Body) -> None:
        """Add a relation statement that the graph has from the same row, by what names it alone.

        These are its id, kind, type, ends, part and row. Who asks for more gets OnlyNamed.
        """
        self.add({"known": True, **body})

    def replace(self, body: Body) -> None:
        """Put a changed body in the place of a statement of the same id."""
        self._execute(
            "UPDATE statement SET body = ? WHERE id = ?",
            (orjson.dumps(body).decode(), body["id"]),
        )

    def claims(self, type_: str, subject: str, object_: str | None) -> list[Body]:
        """Give the staged statements of one type between two ends, or of an entity."""
        rows = self._execute(
            "SELECT body FROM statement WHERE subject = ? AND type = ? AND object IS ?",
            (subject, type_, object_),
        )
        return [_whole(body) for (body,) in rows]

    def subjects(self) -> Iterator[str]:
        """Give the ids of all staged entities, sorted."""
        for (subject,) in self._execute(
            "SELECT DISTINCT subject FROM statement WHERE kind = 'entity' ORDER BY subject"
        ):
            yield subject

    def about(self, ids: Iterable[str]) -> Iterator[Body]:
        """Give all staged entity statements of these entities."""
        yield from self._bodies(
            "SELECT body FROM statement WHERE kind = 'entity' "
            "AND subject IN (SELECT value FROM json_each(?)) ORDER BY subject, type, id",
            (orjson.dumps(sorted(ids)).decode(),),
        )

    def rename(
        self, ids: Mapping[str, str], renamed: Callable[[Body, Mapping[str, str]], Body]
    ) -> None:
        """Put `renamed(body, ids)` in the place of each statement that names one of `ids`."""
        old = orjson.dumps(sorted(ids)).decode()
        bodies = self._bodies(
            "SELECT body FROM statement WHERE subject IN (SELECT value FROM json_each(?)) "
            "OR object IN (SELECT value FROM json_each(?)) OR (kind = 'relation' AND ("
            "json_extract(body, '$.qualifiers') <> '{}' OR body LIKE '%attributed_to%'))",
            (old, old),
        )
        changed = [(body["id"], new) for body in bodies if (new := renamed(body, ids)) != body]
        if any(body.get("known") for _, body in changed):
            raise OnlyNamed  # what else it says has to be read again
        self._many("DELETE FROM statement WHERE id = ?", ((id,) for id, _ in changed))
        for _, new in changed:
            self.add(new)

    def keep_apart(self, entity_id: str) -> None:
        """Note that the source itself tells this entity from others of its name."""
        self._has_apart = True
        self._execute("INSERT OR IGNORE INTO apart VALUES (?)", (entity_id,))

    def is_apart(self, entity_id: str) -> bool:
        """Tell whether the source itself tells this entity from others of its name."""
        if not self._has_apart:
            return False
        return (
            self._execute("SELECT 1 FROM apart WHERE id = ?", (entity_id,)).fetchone() is not None
        )

    def set_canonical(self, pairs: Mapping[str, str]) -> None:
        """Note the canonical ids that resolution found, where they differ from a source's own."""
        if pairs:
            self._linked = True
            self._remembered.clear()
        self._many("INSERT OR REPLACE INTO canonical VALUES (?, ?)", pairs.items())

    def canonical(self, entity_id: str) -> str:
        """Give the canonical id of an entity, itself where resolution said nothing."""
        if not self._linked:
            return entity_id
        known = self._remembered.get(entity_id)
        if known is None:
            row = self._execute(
                "SELECT canonical FROM canonical WHERE id = ?", (entity_id,)
            ).fetchone()
            known = row[0] if row else entity_id
            if len(self._remembered) >= REMEMBERED:
                self._remembered.clear()
            self._remembered[entity_id] = known
        return known

    def beside(self, name: str) -> Path | None:
        """Give the path of a further file of this load, none for a stage in memory."""
        return self._path.with_suffix(f".{name}") if self._path is not None else None

    def set_stored(self, found: Iterable[Found] | Path) -> None:
        """Compare with the current statements that the graph has of this source.

        They come as lists or are in a file that `compared` wrote. Nothing is staged afterwards.
        Raises OnlyNamed where a statement differs after all of which no more than that it is
        known was staged.
        """
        self._write()
        try:
            if isinstance(found, Path):
                compared.take_stored(self._db, found)
            else:
                compared.store_found(self._db, found)
            compared.compare(self._db, self.parts)
        except sqlite3.Error as error:
            raise _full(self._path, error) from error
        if self.known and self._execute(_NAMED_ALONE).fetchone() is not None:
            raise OnlyNamed

    def keep_stored(self) -> None:
        """Let none of the graph's statements count as withdrawn."""
        self._execute("DELETE FROM stored WHERE id IN (SELECT id FROM gone)")
        self._execute("DELETE FROM gone")

    def statements(self, kind: str) -> Iterator[Body]:
        """Give all staged statements of one kind."""
        yield from self._bodies(
            "SELECT body FROM statement WHERE kind = ? ORDER BY subject, type, id", (kind,)
        )

    def mark_described_anew(self) -> None:
        """Mark the entities of which there are added statements."""
        self._execute("CREATE TABLE IF NOT EXISTS marked (id TEXT PRIMARY KEY) WITHOUT ROWID")
        self._execute("INSERT OR IGNORE INTO marked SELECT subject FROM new WHERE kind = 'entity'")

    def mark(self, ids: Iterable[str]) -> None:
        """Mark further entities."""
        self._many("INSERT OR IGNORE INTO marked VALUES (?)", ((i,) for i in ids))

    def ends_unmarked(self) -> set[str]:
        """Give the ids that added relations name, but for those of marked entities."""
        named: set[str] = set()
        for body in self.added("relation"):
            stated = orjson.loads(body["qualifiers"]).values()
            named.update((body["subject"], body["object"]))
            named.update(value for value in stated if isinstance(value, str))
        marked = self._execute(
            "SELECT id FROM marked WHERE id IN (SELECT value FROM json_each(?))",
            (orjson.dumps(sorted(named)).decode(),),
        )
        return named - {id for (id,) in marked}

    def marked(self) -> Iterator[Body]:
        """Give all staged entity statements of marked entities."""
        yield from self._bodies(
            "SELECT body FROM statement WHERE kind = 'entity' "
            "AND subject IN (SELECT id FROM marked) ORDER BY subject, type, id",
            (),
        )

    def ties(self, types: Collection[str]) -> Iterator[tuple[str, str]]:
        """Give (id, id at the other end) for both ends of relations of some types, by id."""
        given = orjson.dumps(sorted(types)).decode()
        yield from self._execute(
            "WITH tie AS MATERIALIZED (SELECT subject, object FROM statement "
            "WHERE kind = 'relation' AND type IN (SELECT value FROM json_each(?))) "
            "SELECT subject AS id, object AS other FROM tie "
            "UNION SELECT object, subject FROM tie ORDER BY id, other",
            (given,),
        )

    def added(self, kind: str) -> Iterator[Body]:
        """Give staged statements of one kind that the graph does not have."""
        yield from self._bodies(
            "SELECT body FROM new WHERE kind = ? ORDER BY subject, type, id", (kind,)
        )

    def added_between(self) -> Iterator[Body]:
        """Give added relations in the order of the later of their ends; qualified ones are last."""
        yield from self._bodies(
            "SELECT body FROM new WHERE kind = 'relation' "
            "ORDER BY json_extract(body, '$.qualifiers') <> '{}', max(subject, object), "
            "subject, type, id",
            (),
        )

    def added_on(self) -> Counter[tuple[str, str]]:
        """Count the added statements by type and subject."""
        rows = self._execute("SELECT type, subject, count(*) FROM new GROUP BY type, subject")
        return Counter({(type_, subject): n for type_, subject, n in rows})

    def moved(self) -> Iterator[tuple[Body, int | None]]:
        """Give statements that the graph has from another row, or with other cells beside it.

        Each with the row that the graph has.
        """
        for body, row in self._execute(
            "SELECT s.body, m.row FROM moved m CROSS JOIN statement s ON s.rowid = m.n"
        ):
            yield _whole(body), row

    def superseded(self, ids: Iterable[str]) -> list[str]:
        """Give those of these ids that the graph has and the source no longer says, sorted."""
        rows = self._execute(
            "SELECT g.id FROM json_each(?) j JOIN gone g ON g.id = j.value ORDER BY g.id",
            (orjson.dumps(list(ids)).decode(),),
        )
        return [statement_id for (statement_id,) in rows]

    def forget_stored(self, ids: Iterable[str]) -> None:
        """Take statements off what is to be withdrawn: they are."""
        self._many("DELETE FROM gone WHERE id = ?", ((i,) for i in ids))

    def withdrawn(self) -> Iterator[str]:
        """Give ids of statements that the graph has and the source no longer says."""
        for (statement_id,) in self._execute("SELECT id FROM gone ORDER BY id"):
            yield statement_id

    def count(self, what: str) -> int:
        """Count "statement", "stored", "added" or "withdrawn"."""
        query = {
            "statement": "SELECT count(*) FROM statement",
            "stored": "SELECT count(*) FROM stored",
            "added": "SELECT count(*) FROM new",
            "withdrawn": "SELECT count(*) FROM gone",
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
        self._beside.close()
        self._db.close()
        if self._path is not None:
            self._path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _bodies(self, query: str, parameters: tuple[Any, ...]) -> Iterator[Body]:
        for (body,) in self._execute(query, parameters):
            yield _whole(body)

    def _execute(self, query: str, parameters: tuple[Any, ...] = ()) -> sqlite3.Cursor:
        self._write()
        try:
            return self._db.execute(query, parameters)
        except sqlite3.Error as error:
            raise _full(self._path, error) from error

    def _write(self) -> None:
        self._beside.wait()
        if self._waiting:
            self._insert(self._packed())

    def _packed(self) -> str:
        waiting, self._waiting = self._waiting, []
        return orjson.dumps(waiting).decode()

    def _insert(self, bodies: str) -> None:
        try:
            self._db.execute(_STAGED, (bodies,))
        except sqlite3.Error as error:
            raise _full(self._path, error) from error

    def _many(self, query: str, rows: Iterable[tuple[Any, ...]]) -> None:
        self._beside.wait()
        try:
            self._db.executemany(query, rows)
        except sqlite3.Error as error:
            raise _full(self._path, error) from error


def _whole(text: str) -> Body:
    body: Body = orjson.loads(text)
    if "known" in body:
        raise OnlyNamed
    return body


def _full(path: Path | None, error: Exception) -> StoreError:
    return StoreError(
        f"the load cannot be staged at {path or 'memory'}: {error}",
        hint="check that the disk has room, or set AIGEO_HOME to a folder on another disk",
    )
