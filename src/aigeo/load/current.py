"""What the graph now has of a source, for a new version to be compared with."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Self

from aigeo.load.compared import store_found, stored_file
from aigeo.load.stage import Stage
from aigeo.model.batches import batches
from aigeo.store import Store
from aigeo.store.revision import revision

Row = dict[str, Any]
HELD = 100_000
"""Statements of a source up to which the rows of its relations are held in memory."""
AT_ONCE = 1_000_000
"""About as many statements are asked for at once, whose ids the engine then holds in memory."""
_BEGINNINGS = [f"{n:02x}" for n in range(256)]
"""First two digits of the hashes in statement ids, which they divide evenly."""
_REVIEWED = "MATCH (r:Review {source: $source}) RETURN r.id AS id LIMIT 1"
_CURRENT = "MATCH (:Source {id: $source})<-[:FROM]-(s:Statement) WHERE s.last_seen IS NULL "
# Lists of values: a record for each statement costs the driver several times as much to read.
# Null cannot stand in a list of `collect`.
_COMPARED = (
    "RETURN s.part AS part, s.kind AS kind, substring(s.id, 2, 2) AS beginning, "
    "collect(s.id) AS ids, "
    "collect(coalesce(s.row, -1)) AS rows, "
    "collect(CASE WHEN s.kind = 'entity' THEN coalesce(s.columns, '') ELSE '' END) AS columns"
)


class Current:
    """The current statements of one source, asked for while its new version is read.

    What another writer changed meanwhile is asked for again.
    """

    def __init__(self, store: Store, source: str, *, ahead: Path | None = None) -> None:
        """With a path for a file of its own, what the graph has is asked for in advance."""
        self._store = store
        self._source = source
        self._file = ahead
        self.known: dict[str, int] = {}
        """Rows of relation statements by id, once they are known and not too many to hold.

        Without any where the source was reviewed: decisions are brought onto whole statements.
        """
        self._thread = ThreadPoolExecutor(1, "current")
        self._ahead = self._thread.submit(self._in_advance, ahead) if ahead is not None else None

    def into(self, stage: Stage) -> None:
        """Have a filled stage compared with what the graph has. Raises OnlyNamed.

        Statements of other parts (files) than it has are left out; those of none are not.
        """
        before = self._ahead.result() if self._ahead is not None else None
        if self._file is not None and before is not None and before == revision(self._store.read):
            stage.set_stored(self._file)
        else:
            stage.set_stored(self._found(self._count()))

    def _in_advance(self, path: Path) -> str | None:
        """Write what the graph has into a file; give the revision that it is of, None if it fails.

        A disk that is full is told of by the stage.
        """
        before, count = revision(self._store.read), self._count()
        held = count <= HELD and not self._store.read(_REVIEWED, {"source": self._source})
        try:
            with stored_file(path) as db:
                for found in self._found(count):
                    if held and found["kind"] == "relation":
                        self.known.update(zip(found["ids"], found["rows"], strict=True))
                    store_found(db, [found])
        except sqlite3.Error:
            return None
        return before

    def _count(self) -> int:
        rows = self._store.read(f"{_CURRENT}RETURN count(s) AS n", {"source": self._source})
        return int(rows[0]["n"])

    def _found(self, count: int) -> Iterator[Row]:
        """Give lists of statements by part and kind, in about equal shares of all `count`."""
        shares = list(batches(_BEGINNINGS, -(-len(_BEGINNINGS) // max(1, -(-count // AT_ONCE)))))
        for some in shares:
            # The last takes what is left, so that no id is missed however it begins.
            last = some is shares[-1]
            share = f"AND {'NOT ' if last else ''}substring(s.id, 2, 2) IN $beginnings "
            share = "" if len(shares) == 1 else share
            beginnings = [b for other in shares[:-1] for b in other] if last else some
            yield from self._store.stream(
                f"{_CURRENT}{share}{_COMPARED}", {"source": self._source, "beginnings": beginnings}
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.shutdown(cancel_futures=True)
        if self._file is not None:
            self._file.unlink(missing_ok=True)
