"""What the graph now has of a source, for a new version to be compared with."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from aigeo.model.batches import batches
from aigeo.store import Store

AT_ONCE = 50_000
"""About as many statements come in one answer, which both sides hold in memory."""
_BEGINNINGS = [f"{n:02x}" for n in range(256)]
"""First two digits of the hashes in statement ids, which they divide evenly."""
_CURRENT = "MATCH (:Source {id: $source})<-[:FROM]-(s:Statement) WHERE s.last_seen IS NULL "
# Lists of values: a record for each statement costs the driver several times as much to read.
# Null cannot stand in a list of `collect`.
_COMPARED = (
    "RETURN s.part AS part, s.kind AS kind, collect(s.id) AS ids, "
    "collect(coalesce(s.row, -1)) AS rows, "
    "collect(CASE WHEN s.kind = 'entity' THEN coalesce(s.columns, '') ELSE '' END) AS columns"
)


def current_of(store: Store, source: str, parts: Collection[str]) -> Iterator[dict[str, Any]]:
    """Give `id`, `kind`, `row` and, of entities, `columns` of a source's current statements.

    Statements of other parts (files) than these are left out; those of none are not.
    """
    rows = store.read(f"{_CURRENT}RETURN count(s) AS n", {"source": source})
    shares = list(batches(_BEGINNINGS, -(-len(_BEGINNINGS) // max(1, -(-rows[0]["n"] // AT_ONCE)))))
    for some in shares:
        # The last takes what is left, so that no id is missed however it begins.
        last = some is shares[-1]
        share = f"AND {'NOT ' if last else ''}substring(s.id, 2, 2) IN $beginnings "
        beginnings = [b for other in shares[:-1] for b in other] if last else some
        for found in store.read(
            f"{_CURRENT}{share}{_COMPARED}", {"source": source, "beginnings": beginnings}
        ):
            if found["part"] is not None and found["part"] not in parts:
                continue
            for id, row, columns in zip(found["ids"], found["rows"], found["columns"], strict=True):
                yield {
                    "id": id, "kind": found["kind"], "row": None if row < 0 else row,
                    "columns": columns or None,
                }  # fmt: skip
