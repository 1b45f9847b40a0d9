"""Writing many nodes and edges through the embedded engine's batch API.

The engine writes them several times faster than Cypher does, in transactions of its own, so a
batch that is cut off leaves part of itself behind: the caller has to be able to tell and undo it.
Names of labels and relation types must be the vocabulary's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import orjson

from aigeo.errors import StoreError

Row = Mapping[str, Any]
ROWS_AT_ONCE = 1000
"""Rows of one transaction within a batch; more were slower (18,000 rows a second, then 10,000)."""

EDGES_AT_ONCE = 10_000
"""Edges that a batch makes room for, which takes time for each batch."""


class Bulk:
    """The batch API of one database that this process runs; not for two threads at once."""

    def __init__(self, database: Any) -> None:
        self._database = database

    def prepare(self, labels: Iterable[Sequence[str]], kinds: Iterable[str]) -> None:
        """Make the engine's types of nodes with these labels together and of these edges.

        While the engine tidies the indexes of what a batch wrote, a new type waits a minute.
        """
        for several in labels:
            self._database.command("opencypher", f"CREATE (n:{':'.join(several)}) DELETE n").close()
        for kind in kinds:
            self._database.command("sql", f"CREATE EDGE TYPE `{kind}` IF NOT EXISTS").close()

    def create_nodes(self, labels: Sequence[str], rows: Sequence[Row]) -> list[str]:
        """Create nodes of these labels; give their places, by which edges name their ends.

        Several labels must have been prepared. Properties must not be None. Raises StoreError,
        with some of the nodes written.
        """
        # The engine keeps nodes of several labels in a type of their own.
        kind = "~".join(sorted(labels))
        places: list[str] = []
        with self._batch() as batch:
            for start in range(0, len(rows), ROWS_AT_ONCE):
                some = rows[start : start + ROWS_AT_ONCE]
                reply = _send(batch, "create_vertices", {"type": kind, "rows": some})
                places += reply["rids"] if reply else batch.create_vertices(kind, some)
        return places

    def create_edges(
        self,
        kind: str,
        ends: Sequence[tuple[str, str]],
        properties: Sequence[Row] | None = None,
    ) -> None:
        """Create edges of one type between places. Raises StoreError, with some written.

        When it returns, both ends of every edge know it.
        """
        with self._batch() as batch:
            for start in range(0, len(ends), EDGES_AT_ONCE):
                some = slice(start, start + EDGES_AT_ONCE)
                left, right = [a for a, _ in ends[some]], [b for _, b in ends[some]]
                said = None if properties is None else properties[some]
                if said is None or not _send(
                    batch,
                    "new_edges",
                    {"src": left, "type": kind, "dst": right, "props": said},
                ):
                    batch.new_edges(left, kind, right, said)

    def places(self, label: str, ids: Sequence[str]) -> dict[str, str]:
        """Give the place of each node that the graph has. They hold until nodes are relabelled."""
        rows = self._database.query(
            "opencypher",
            f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN id, elementId(n) AS place",
            {"ids": list(ids)},
        )
        return {row["id"]: row["place"] for row in rows.to_list()}

    @contextmanager
    def _batch(self) -> Iterator[Any]:
        from arcadedb import ArcadeDBError

        try:
            # With the log, what a batch committed outlasts the end of the process.
            with self._database.graph_batch(
                use_wal=True, commit_every=ROWS_AT_ONCE, batch_size=EDGES_AT_ONCE
            ) as batch:
                yield batch
        except ArcadeDBError as error:
            raise StoreError(f"the embedded engine could not write a batch: {error}") from error


def _send(batch: Any, operation: str, arguments: Row) -> dict[str, Any] | None:
    """Have the engine do what the batch's method of that name would; None where it must do it.

    The method walks every value in Python before it writes JSON, which costs an eighth of a load.
    What it does besides, splitting and checking rows, the caller has done.
    """
    try:
        from arcadedb._native.database import _call

        handle = batch._gb
        text = orjson.dumps(arguments)
    except (ImportError, AttributeError):  # another build of the engine
        return None
    except TypeError:  # an integer of more than 64 bits, half a character
        return None
    return dict(_call(operation, "arcadedb_n_gb", handle, operation.encode(), text))
