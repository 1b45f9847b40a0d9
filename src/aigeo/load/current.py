"""What the graph now has of a source, for a new version to be compared with."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Self

from aigeo.model.batches import batches
from aigeo.store import Store
from aigeo.store.revision import revision

Row = dict[str, Any]
AHEAD = 100_000
"""Statements up to which they are asked for in advance, and then held in memory."""
AT_ONCE = 1_000_000
"""About as many statements are asked for at once, whose ids the engine then holds in memory."""
_BEGINNINGS = [f"{n:02x}" for n in range(256)]
"""First two digits of the hashes in statement ids, which they divide evenly."""
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
    """The current statements of one source, of few asked for while its new version is read.

    What another writer changed meanwhile is asked for again.
    """

    def __init__(self, store: Store, source: str, *, ahead: bool = False) -> None:
        self._store = store
        self._source = source
        self._thread = ThreadPoolExecutor(1, "current")
        self._ahead = self._thread.submit(self._in_advance) if ahead else None

    def statements(self, parts: Collection[str]) -> Iterator[Row]:
        """Give `id`, `row` (or None) and, of entities, `columns` of each statement.

        Statements of other parts (files) than these are left out; those of none are not.
        """
        asked = self._ahead.result() if self._ahead is not None else None
        up_to_date = asked is not None and asked[0] == revision(self._store.read)
        for found in asked[1] if asked is not None and up_to_date else self._found(self._count()):
            if found["part"] is None or found["part"] in parts:
                for id, row, columns in zip(
                    found["ids"], found["rows"], found["columns"], strict=True
                ):
                    yield {"id": id, "row": None if row < 0 else row, "columns": columns or None}

    def _in_advance(self) -> tuple[str, list[Row]] | None:
        before, count = revision(self._store.read), self._count()
        return (before, list(self._found(count))) if count <= AHEAD else None

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
